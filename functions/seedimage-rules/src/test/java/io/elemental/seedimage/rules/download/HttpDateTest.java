package io.elemental.seedimage.rules.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "'Sun, 06 Nov 1994 08:49:37 GMT', 1994-11-06T08:49:37Z",
        "' Sun, 06 Nov 1994 08:49:37 GMT ', 1994-11-06T08:49:37Z",
        "'Sunday, 06-Nov-94 08:49:37 GMT', 1994-11-06T08:49:37Z",
        "'Sun Nov  6 08:49:37 1994', 1994-11-06T08:49:37Z",
        "'Wed Nov 16 08:49:37 1994', 1994-11-16T08:49:37Z",
        "'Sunday, 22-Nov-26 10:00:00 GMT', 2026-11-22T10:00:00Z",
        "'Friday, 22-Nov-75 10:00:00 GMT', 2075-11-22T10:00:00Z",
        "'Tuesday, 22-Nov-77 10:00:00 GMT', 1977-11-22T10:00:00Z",
        "'Sat, 29 Feb 2020 23:59:59 GMT', 2020-02-29T23:59:59Z",
    })
    void hasThreeForms(String header, Instant expected) {
        assertThat(HttpDate.parse(header, NOW)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "1994-11-06T08:49:37Z",
                "784111777",
                "Mon, 06 Nov 1994 08:49:37 GMT",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:37 UTC",
                "Sun, 06 Nov 1994 08:49:37 +0000",
                "Sun, 06 Nov 1994 24:00:00 GMT",
                "Sun, 06 Nov 1994 08:49 GMT",
                "Sun, 30 Feb 2020 08:49:37 GMT",
                "So, 06 Nov 1994 08:49:37 GMT",
                "Sun Nov 6 08:49:37 1994",
                "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
                "\u0660",
            })
    void isNothingElse(String header) {
        assertThat(HttpDate.parse(header, NOW)).isEmpty();
    }
}
