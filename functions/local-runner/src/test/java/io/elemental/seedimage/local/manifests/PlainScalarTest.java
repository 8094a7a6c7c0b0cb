package io.elemental.seedimage.local.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainScalarTest {

    @ParameterizedTest
    @CsvSource({
        "0644, 420",
        "012, 10",
        "0o644, 420",
        "0x1a4, 420",
        "1_000, 1000",
        "1.0, 1",
        "1e3, 1000",
        "-7, -7",
        "+7, 7",
        "089, 89",
        "0b101, 5",
        "9223372036854775807, 9223372036854775807",
        "0, 0"
    })
    void wholeNumbersOfYaml11BecomeNumbersOfJson(String word, long number) {
        assertThat(PlainScalar.read(word)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"1.10, 1.1", ".5, 0.5", "-2.5e-1, -0.25", "9223372036854775808, 9223372036854775808"})
    void otherNumbersAreKeptAsFarAsJsonKeepsThem(String word, double number) {
        assertThat(PlainScalar.read(word)).isEqualTo(number);
    }

    @Test
    void digitsWithoutEndAreReadAtOnce() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(PlainScalar.read("7".repeat(3_000_000))).isEqualTo(Double.POSITIVE_INFINITY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001-12-14", "12:30:45", "1.2.3", "0999x", "-", ".", "word", "0x", "1e", "12 Monkeys"})
    void whatLooksLikeANumberButIsNoneStaysText(String word) {
        assertThat(PlainScalar.read(word)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({"yes, true", "On, true", "y, true", "TRUE, true", "no, false", "off, false", "N, false"})
    void knowsAllWordsForTruth(String word, boolean value) {
        assertThat(PlainScalar.read(word)).isEqualTo(value);
    }

    @Test
    void nothingIsNull() {
        assertThat(PlainScalar.read("")).isNull();
        assertThat(PlainScalar.read("~")).isNull();
    }
}
