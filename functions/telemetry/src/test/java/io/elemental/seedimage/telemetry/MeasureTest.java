package io.elemental.seedimage.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @ParameterizedTest
    @CsvSource({"NotModified, not-modified", "LEFT_OVER, left-over", "Whole, whole", "GET, get"})
    void makesWordsOfNames(String name, String word) {
        assertThat(Measure.word(name)).isEqualTo(word);
    }

    @Test
    void timesWorkByWhatCameOfIt() {
        assertThat(Measure.EVENTS.timed(meters, String::valueOf, () -> 7, "kind", "job"))
                .isEqualTo(7);
        assertThatIllegalStateException()
                .isThrownBy(() -> Measure.EVENTS.timed(
                        meters,
                        String::valueOf,
                        () -> {
                            throw new IllegalStateException("secret");
                        },
                        "kind",
                        "job"));

        assertThat(count("7")).isEqualTo(1);
        assertThat(count("illegal-state")).isEqualTo(1);
    }

    private long count(String outcome) {
        return meters.get("seedimage.events")
                .tags("kind", "job", "outcome", outcome)
                .timer()
                .count();
    }
}
