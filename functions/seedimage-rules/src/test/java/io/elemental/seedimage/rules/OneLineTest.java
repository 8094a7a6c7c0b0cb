package io.elemental.seedimage.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "It is full.|It is full.",
                "' one\ntwo\r\n'|one two",
                "a\u001b[31mb\u0000c|a [31mb c",
                "right\u202eto left\u2028end|right to left end",
                "half \ud83d|half",
                "no\ufffecharacter\uffffat\udbff\udfffall\ufdd0|no character at all",
                "a 💾 disk|a 💾 disk"
            })
    void hasNothingThatIsNotShown(String text, String line) {
        assertThat(OneLine.of(text)).isEqualTo(line);
    }

    @Test
    void isNotLong() {
        assertThat(OneLine.of("x".repeat(400))).hasSize(400).endsWith("x");
        assertThat(OneLine.of("x".repeat(401))).hasSize(400).endsWith("x...");
        assertThat(OneLine.of("x".repeat(396) + "💾".repeat(9))).hasSize(399).endsWith("x...");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'FetchSource: 10 bytes\nThe disk is full.\n'|The disk is full.",
                "'one\n\n  \n'|one",
                "'one\r\ntwo'|two",
                "''|''"
            })
    void isTheLastOfMany(String text, String line) {
        assertThat(OneLine.lastOf(text)).isEqualTo(line);
    }

    @Test
    void nothingIsNothing() {
        assertThat(OneLine.of(null)).isEmpty();
        assertThat(OneLine.lastOf(null)).isEmpty();
    }
}
