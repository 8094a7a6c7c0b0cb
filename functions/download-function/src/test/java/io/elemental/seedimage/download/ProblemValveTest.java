package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletResponse;

/** What Tomcat itself refuses; {@link OddRequestsTest} has the same over a connection. */
class ProblemValveTest {

    @ParameterizedTest
    @CsvSource({
        "400, 400, request-invalid",
        "404, 404, no-such-path",
        "405, 405, method-not-allowed",
        "414, 400, request-invalid",
        "417, 400, request-invalid",
        "431, 400, request-invalid",
        "500, 500, internal",
        "501, 501, not-implemented",
        "502, 500, internal",
        "503, 503, unavailable",
        "505, 505, http-version",
        "599, 500, internal",
    })
    void theFaultOfTheServerStaysItsFault(int ofTomcat, int told, String word) throws Exception {
        var response = new MockHttpServletResponse();

        ProblemValve.answer(ofTomcat).writeTo(response);

        assertThat(response.getStatus()).isEqualTo(told);
        assertThat(response.getContentAsString(StandardCharsets.UTF_8)).contains("problem:" + word);
        assertThat(response.getHeader("Retry-After") != null).isEqualTo(told == 503);
    }
}
