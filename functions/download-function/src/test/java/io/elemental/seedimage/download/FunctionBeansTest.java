package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.download.DownloadDecision;
import io.elemental.seedimage.rules.download.ImageRequest;
import io.elemental.seedimage.rules.download.Refusal;
import io.elemental.seedimage.rules.download.RequestConditions;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.function.context.FunctionCatalog;

/** What Spring Cloud Function makes of the function's two beans. */
class FunctionBeansTest {

    private static final Fleet FLEET = Fleet.withSeed(200_000);

    @AutoClose
    private static final RunningFunction FUNCTION = RunningFunction.start(FLEET);

    @Test
    void areTheOnlyOnes() {
        var beans = Stream.of(Function.class, Consumer.class, Supplier.class)
                .flatMap(type -> Stream.of(FUNCTION.context().getBeanNamesForType(type)));

        assertThat(beans).isEmpty();
        assertThat(FUNCTION.context().getBean(FunctionCatalog.class).getNames(null))
                .containsExactlyInAnyOrder("validateToken", "decideDownload");
    }

    @Test
    void areComposedInTheCatalog() {
        assertThat(download().apply(request("Bearer " + FLEET.token())))
                .isInstanceOfSatisfying(
                        DownloadDecision.Whole.class,
                        whole -> assertThat(whole.image().size()).isEqualTo(200_000));
        assertThat(download().apply(request(null)))
                .isInstanceOfSatisfying(
                        DownloadDecision.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.TOKEN_MISSING));
    }

    /** What goes in is what comes out: nothing is serialized on the way. */
    @Test
    void handOverTheSameObjects() {
        Function<DownloadRequest, CheckedRequest> validateToken =
                FUNCTION.context().getBean(FunctionCatalog.class).lookup("validateToken");
        var request = request("Bearer " + FLEET.token());

        assertThat(validateToken.apply(request).request()).isSameAs(request);
    }

    private static Function<DownloadRequest, DownloadDecision> download() {
        return FUNCTION.context().getBean(FunctionCatalog.class).lookup(DownloadFunction.DOWNLOAD);
    }

    private static DownloadRequest request(@Nullable String authorization) {
        return new DownloadRequest(
                Fleet.RACK,
                Fleet.RACK.sibling("seed"),
                authorization,
                "",
                new ImageRequest(ImageRequest.Form.BYTES, null, null, null, RequestConditions.NONE));
    }
}
