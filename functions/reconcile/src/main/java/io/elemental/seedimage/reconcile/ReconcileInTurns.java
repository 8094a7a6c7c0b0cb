package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.reconcile.common.FairPermits;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.reconcile.common.Reason;
import io.elemental.seedimage.reconcile.common.TimeShare;
import io.elemental.seedimage.rules.ResourceRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Work in turns: between two SeedImages, and two parts of the time of one, other namespaces have theirs. */
final class ReconcileInTurns {

    /** SeedImages that are worked at at once; the memory that they need is why there are not more. */
    private static final int AT_ONCE = 4;

    private final ReconcileSeedImage reconcile;
    private final InstantSource clock;
    private final TimeShare share;
    private final FairPermits permits = new FairPermits(AT_ONCE);

    ReconcileInTurns(ReconcileSeedImage reconcile, Duration budget, InstantSource clock) {
        this.reconcile = reconcile;
        this.clock = clock;
        this.share = new TimeShare(budget, clock);
    }

    /** @param cut its share of the time was over before its work was */
    private record Turn(Outcome outcome, boolean cut) {}

    /** Other work; empty when no turn came in time. */
    <T> Optional<T> take(String tenant, Instant until, Supplier<T> work) {
        return permits.take(tenant, Duration.between(clock.instant(), until), work);
    }

    /** One SeedImage, in as many turns as it needs and there is time for. */
    Outcome one(ResourceRef ref, Instant until) {
        var turn = next(ref, until);
        while (turn.cut() && clock.instant().isBefore(until)) {
            turn = next(ref, until);
        }
        return turn.outcome();
    }

    /** A turn for each, as far as there is time. */
    Outcome each(List<ResourceRef> refs, Instant until) {
        var left = false;
        for (var ref : refs) {
            if (!clock.instant().isBefore(until)) {
                return Outcome.LEFT_OVER;
            }
            left |= next(ref, until).outcome() == Outcome.LEFT_OVER;
        }
        return left ? Outcome.LEFT_OVER : Outcome.DONE;
    }

    private Turn next(ResourceRef ref, Instant until) {
        return take(ref.namespace(), until, () -> {
                    var mine = share.until(until);
                    var outcome = reconcile.reconcileIsolated(ref, Reason.CHANGE, mine);
                    var over = !clock.instant().isBefore(mine);
                    return new Turn(outcome, over && outcome == Outcome.LEFT_OVER);
                })
                .orElse(new Turn(Outcome.LEFT_OVER, false));
    }
}
