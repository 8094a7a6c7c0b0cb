package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.BuildState;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whatever happens, in whatever order: at the end everything is as it should be. */
class HistoriesTest {

    private static final int HISTORIES = Integer.getInteger("seedimage.histories", 10_000);
    private static final long FIRST = Long.getLong("seedimage.histories.first", 0);
    private static final int MOST_ROUNDS = 15;

    @Test
    void everyHistoryEndsAsItShould() {
        LongStream.range(FIRST, FIRST + HISTORIES).parallel().forEach(HistoriesTest::runs);
    }

    private static void runs(long seed) {
        var history = new History(seed);
        try {
            history.run();
            settles(history, seed);
            new EndState(history.places).check();
            // once for what is then unused, once for what was then unused for long, once for what both left
            for (var time : new Duration[] {Duration.ofDays(8), Duration.ofDays(8), Duration.ofHours(7)}) {
                history.places.clock.forward(time);
                settles(history, seed);
            }
            var end = new EndState(history.places);
            end.check();
            end.checkStore();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("history %d:%n%s".formatted(seed, history.told()), e);
        }
    }

    /** Sweeps until nothing changes; what is built meanwhile ends well, or does not. */
    private static void settles(History history, long seed) {
        var random = new Random(seed);
        var places = history.places;
        var quiet = 0;
        // A lease that a crash left ends; and then the clock stands still, for renewals are due every few minutes.
        places.clock.forward(Duration.ofMinutes(2));
        for (var round = 0; round < MOST_ROUNDS; round++) {
            var before = places.store.writes() + places.seedImages.writes();
            while (places.sweeps.get(round % 2).slice() == Outcome.LEFT_OVER) {}
            var running = history.running();
            running.forEach(build -> {
                if (random.nextInt(4) == 0) {
                    places.builds.end(build, new BuildState.Failed("Refused", "It is no ISO."));
                } else {
                    places.builder.prepare(build);
                }
            });
            var leaseOnly = places.store.writes() + places.seedImages.writes() == before + 2;
            quiet = running.isEmpty() && leaseOnly ? quiet + 1 : 0;
            if (quiet == 2) { // the first may have gone on where a slice had ended
                return;
            }
        }
        assertThat(true).as("it never comes to rest").isFalse();
    }
}
