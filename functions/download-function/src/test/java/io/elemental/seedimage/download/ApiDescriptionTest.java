package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The description of the API, as it is served. */
class ApiDescriptionTest {

    @Test
    void needsNoTokenAndNoStore() {
        var fleet = new Fleet();
        try (var function = RunningFunction.start(fleet)) {
            var answer = function.sendForText(function.request("/elemental/v1/seedimages-openapi.yaml"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml");
            assertThat(answer.body())
                    .contains("openapi: 3.1.1")
                    .contains("  /elemental/v1/i/{link}/{name}:")
                    .contains("/seedimages/{seedImage}/status:");
            assertThat(fleet.store.asked()).isEmpty();
        }
    }
}
