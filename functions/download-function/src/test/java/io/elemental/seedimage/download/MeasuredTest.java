package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tag;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is counted of requests, and the id that they are known by. */
class MeasuredTest {

    private static final int SIZE = 300_000;

    private final Fleet fleet = new Fleet();

    @SuppressWarnings("NullAway.Init")
    private RunningFunction function;

    @BeforeEach
    void start() {
        fleet.register(Fleet.RACK);
        fleet.publish("seed", fleet.image("seed", SIZE, false));
        fleet.publish("composed", fleet.image("composed", SIZE, true));
        function = RunningFunction.start(fleet);
    }

    @AfterEach
    void stop() {
        function.close();
    }

    @Test
    void countsDecisionsAndBytes() {
        var _ = function.send(get("seed"));
        var _ = function.send(get("seed").header("Range", "bytes=0-999"));
        var _ = function.send(get("composed"));
        var _ = function.send(get("none"));
        var _ = function.send(function.request(RunningFunction.pathOf("seed")));

        assertThat(decided("whole")).isEqualTo(1);
        assertThat(decided("part")).isEqualTo(1);
        assertThat(decided("redirect")).isEqualTo(1);
        assertThat(decided("seedimage-unknown")).isEqualTo(1);
        assertThat(decided("token-missing")).isEqualTo(1);
        assertThat(fleet.meters.get("seedimage.streamed").counter().count()).isEqualTo(SIZE + 1000);
        assertThat(fleet.meters.getMeters().stream()
                        .flatMap(meter -> meter.getId().getTags().stream())
                        .map(Tag::getKey))
                .isSubsetOf("outcome", "call", "by", "le"); // the last is of the histogram
        assertThat(fleet.meters.getMeters().stream()
                        .flatMap(meter -> meter.getId().getTags().stream())
                        .map(Tag::getValue))
                .noneMatch(value -> value.matches("fleet|rack|seed|composed|none"));
    }

    @Test
    void keepsTheIdOfTheIngress() {
        assertThat(id(function.send(get("seed").header("X-Request-Id", "f3a-1.b_2"))))
                .isEqualTo("f3a-1.b_2");
        assertThat(id(function.send(get("none").header("X-Request-Id", "refused"))))
                .isEqualTo("refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "{\"x\":1}", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void givesOneWhereThereIsNoHarmlessOne(String sent) {
        assertThat(id(function.send(get("seed").header("X-Request-Id", sent)))).matches("[0-9a-f-]{36}");
    }

    private long decided(String outcome) {
        return fleet.meters
                .get("seedimage.downloads")
                .tag("outcome", outcome)
                .timer()
                .count();
    }

    private HttpRequest.Builder get(String seedImage) {
        return function.request(RunningFunction.pathOf(seedImage))
                .header(RunningFunction.TOKEN_HEADER, "Bearer " + fleet.token());
    }

    private static String id(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("X-Request-Id").orElse("");
    }
}
