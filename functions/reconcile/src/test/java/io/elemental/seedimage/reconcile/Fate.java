package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.rules.cluster.BuildState;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** A history and how it ends: whatever happened, in whatever order, at the end everything is as it should be. */
final class Fate {

    private static final int MOST_ROUNDS = 15;

    // once for what is tried again, once for what is then unused, once for what was then unused for long, once for what
    // all of them left
    private static final List<Duration> AFTERWARDS =
            List.of(Duration.ofDays(8), Duration.ofDays(8), Duration.ofDays(8), Duration.ofHours(7));

    private final long seed;
    private final History history;
    private final Places places;

    Fate(long seed, SettableClock clock, Site site) {
        this.seed = seed;
        this.history = new History(seed, clock, site);
        this.places = history.places;
    }

    void fulfil() {
        try {
            history.run();
            settle();
            new EndState(places).check();
            for (var time : AFTERWARDS) {
                places.clock.forward(time);
                settle();
            }
            var end = new EndState(places);
            end.check();
            end.checkStore();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("history %s:%n%s".formatted(seed, history.told()), e);
        }
    }

    /** Sweeps until nothing changes; what is built meanwhile ends well, or does not. */
    private void settle() {
        var random = new Random(seed);
        var quiet = 0;
        // A lease that a crash left ends; and then the clock stands still, for renewals are due every few minutes.
        places.clock.forward(Duration.ofMinutes(2));
        for (var round = 0; round < MOST_ROUNDS; round++) {
            var before = places.site.now();
            while (places.sweeps.get(round % 2).slice() == Outcome.LEFT_OVER) {}
            var running = history.running();
            running.forEach(build -> end(build, random.nextInt(4) == 0));
            quiet = running.isEmpty() && places.site.onlySweptSince(before) ? quiet + 1 : 0;
            if (quiet == 2) { // the first may have gone on where a slice had ended
                return;
            }
        }
        assertThat(quiet).as("it never comes to rest").isEqualTo(2);
    }

    private void end(String build, boolean badly) {
        if (badly) {
            places.site.workshop().end(build, new BuildState.Failed("Refused", "It is no ISO."));
        } else {
            places.builder.prepare(build);
        }
    }
}
