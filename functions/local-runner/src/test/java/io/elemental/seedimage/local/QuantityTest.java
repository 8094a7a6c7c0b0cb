package io.elemental.seedimage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "6Gi, 6442450944",
        "500M, 500000000",
        "1.5Ki, 1536",
        "0.3, 1",
        "42, 42",
        "1k, 1000",
        "7Pi, 7881299347898368"
    })
    void readsBytes(String word, long bytes) {
        assertThat(Quantity.bytes(word)).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6 Gi", "6GB", "-1", "1e3Gi", "Gi", "9000000000000000000000", "20000Pi", "1e999999999"})
    void refusesWhatIsNoNumberOfBytes(String word) {
        assertThat(Quantity.bytes(word)).isEmpty();
    }

    @Test
    void refusesDigitsWithoutEndAtOnce() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(Quantity.bytes("7".repeat(3_000_000))).isEmpty());
    }
}
