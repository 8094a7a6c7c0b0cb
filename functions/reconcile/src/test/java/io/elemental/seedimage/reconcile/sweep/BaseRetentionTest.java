package io.elemental.seedimage.reconcile.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.reconcile.settings.SweepSettings;
import io.elemental.seedimage.reconcile.sweep.BaseRetention.Kept;
import io.elemental.seedimage.reconcile.sweep.BaseRetention.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseRetentionTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration GRACE = Duration.ofHours(1);
    private static final Duration RETENTION = Duration.ofDays(7);
    private static final String NEVER = "-";

    /**
     * For how many hours nobody used it, whether somebody does now, whether its deletion was begun; what becomes of it.
     */
    @ParameterizedTest
    @CsvSource({
        "-,   true,  false, KEEP",
        "-,   false, false, CONDEMN",
        "0,   true,  false, PARDON",
        "500, true,  false, PARDON",
        "0,   false, false, KEEP",
        "167, false, false, KEEP",
        "168, false, false, DELETE",
        "500, false, false, DELETE",
        "0,   true,  true,  DELETE",
        "-,   false, true,  DELETE",
    })
    void goesWhenNobodyUsedItForLong(String hours, boolean inUse, boolean withdrawn, Verdict verdict) {
        assertThat(decide(0, base("a", 5, hours, withdrawn, inUse))).isEqualTo(Map.of("a", verdict));
    }

    @Test
    void longestUnusedGoFirstWhereThereIsALimit() {
        var verdicts = decide(
                20,
                base("in use", 10, NEVER, false, true),
                base("unused long", 10, "30", false, false),
                base("unused longest", 10, "40", false, false),
                base("unused", 10, "20", false, false));

        assertThat(verdicts)
                .isEqualTo(Map.of(
                        "in use",
                        Verdict.KEEP,
                        "unused longest",
                        Verdict.DELETE,
                        "unused long",
                        Verdict.DELETE,
                        "unused",
                        Verdict.KEEP));
    }

    @Test
    void whatIsOrWasJustInUseStaysWhateverTheLimit() {
        var verdicts = decide(
                1,
                base("in use", 10, NEVER, false, true),
                base("again", 10, "500", false, true),
                base("just left", 10, NEVER, false, false),
                base("within the grace", 10, "0", false, false));

        assertThat(verdicts)
                .isEqualTo(Map.of(
                        "in use",
                        Verdict.KEEP,
                        "again",
                        Verdict.PARDON,
                        "just left",
                        Verdict.CONDEMN,
                        "within the grace",
                        Verdict.KEEP));
    }

    @Test
    void whatGoesAnywayMakesRoomForTheOthers() {
        var verdicts = decide(10, base("old", 10, "500", false, false), base("unused", 10, "20", false, false));

        assertThat(verdicts).isEqualTo(Map.of("old", Verdict.DELETE, "unused", Verdict.KEEP));
    }

    private static Map<String, Verdict> decide(long limit, Kept... bases) {
        var settings = new SweepSettings(Duration.ofSeconds(45), GRACE, RETENTION, limit, Duration.ZERO);
        return BaseRetention.decide(List.of(bases), settings, NOW);
    }

    private static Kept base(String build, long size, String hours, boolean withdrawn, boolean inUse) {
        var condemnedAt = hours.equals(NEVER) ? null : NOW.minus(Duration.ofHours(Long.parseLong(hours)));
        return new Kept(build, size, condemnedAt, withdrawn, inUse);
    }
}
