package io.elemental.seedimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionRulesTest {

    private static final ConnectionRules RULES = new ConnectionRules(
            512, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(40), () -> false);

    @ParameterizedTest
    @CsvSource({
        "NEW,  10, 2",
        "HEAD, 10, 2",
        "IDLE, 30, 2",
        "BUSY, 40, 5",
    })
    void giveLessTimeWhereItIsFull(Phase phase, long seconds, long secondsWhenFull) {
        assertThat(RULES.limit(phase, false)).hasSeconds(seconds);
        assertThat(RULES.limit(phase, true)).hasSeconds(secondsWhenFull);
    }

    @Test
    void neverGiveMoreTimeBecauseItIsFull() {
        var brief = ConnectionRules.of(4, Duration.ofSeconds(1));

        assertThat(brief.limit(Phase.NEW, true)).hasSeconds(1);
    }

    @Test
    void letNobodyAskForEver() {
        assertThat(RULES.isLast(Duration.ofMinutes(5), false)).isFalse();
        assertThat(RULES.isLast(Duration.ofMinutes(5).plusNanos(1), false)).isTrue();
        assertThat(RULES.isLast(Duration.ZERO, true)).isTrue();
    }

    @Test
    void callItFullFromThreeQuartersOnOrForAnotherReason() {
        assertThat(RULES.isFull(383)).isFalse();
        assertThat(RULES.isFull(384)).isTrue();
        assertThat(new ConnectionRules(512, Duration.ZERO, Duration.ZERO, Duration.ZERO, () -> true).isFull(0))
                .isTrue();
    }
}
