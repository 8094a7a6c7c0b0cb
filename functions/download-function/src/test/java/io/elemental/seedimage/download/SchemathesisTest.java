package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.testing.SchemathesisProgram;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI description against the running function: whatever a client makes of it is answered as it says. */
@Timeout(600)
class SchemathesisTest {

    /** What is right and refused all the same: the image is another one, is shorter, or is served no longer. */
    private static final String CONDITIONS = """
            [checks.positive_data_acceptance]
            expected-statuses = ["2xx", "3xx", "401", "403", "404", "409", "410", "412", "416", "429", "5xx"]
            """;

    private static final JsonMapper JSON = new JsonMapper();

    private final SchemathesisProgram schemathesis = SchemathesisProgram.orSkip();
    private final Fleet fleet = Fleet.withSeed(300_000);

    @AutoClose
    private final RunningFunction function = RunningFunction.startWithLinks(fleet, Map.of());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Names that nobody knows, nearly always: warnings that all is refused are right. */
    @Test
    void whateverIsAskedFor() {
        assertThat(schemathesis.run(folder, description(), token(), CONDITIONS)).contains("Tested: 13");
    }

    /** Names and a link of an image that is there. */
    @Test
    void anImageThatIsThere() {
        fleet.index("seed");
        var link = link();

        assertThat(schemathesis.run(folder, description(), token(), """
                        [warnings]
                        fail-on = ["missing_auth", "missing_test_data"]

                        [parameters]
                        "path.namespace" = "fleet"
                        "path.registration" = "rack"
                        "path.seedImage" = "seed"
                        "path.link" = "%s"
                        "path.name" = "%s"

                        %s""".formatted(
                                link.getName(link.getNameCount() - 2), link.getFileName(), CONDITIONS)))
                .contains("Tested: 13");
    }

    private Path link() {
        var ticket = function.sendForText(function.request(RunningFunction.pathOf("seed"))
                .header(RunningFunction.TOKEN_HEADER, "Bearer " + fleet.token())
                .header("Accept", "application/json"));
        return Path.of(
                URI.create(JSON.readTree(ticket.body()).get("url").asString()).getPath());
    }

    private String description() {
        return function.url("/elemental/v1/seedimages-openapi.yaml");
    }

    private String token() {
        return RunningFunction.TOKEN_HEADER + ": Bearer " + fleet.token();
    }
}
