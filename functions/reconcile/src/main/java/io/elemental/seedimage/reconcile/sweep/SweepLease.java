package io.elemental.seedimage.reconcile.sweep;

import io.elemental.seedimage.format.StoredInstallation;
import io.elemental.seedimage.format.SweepDocument;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A lease on the sweep, with the position at which it continues. */
final class SweepLease {

    private final StoredInstallation documents;
    private final String holder;
    private final Duration term;
    private final Duration rest;

    /** Until when nobody sweeps, as far as this process knows: repeated questions need no call of the store. */
    private volatile Instant restUntil = Instant.MIN;

    /**
     * For one holder.
     *
     * @param term how long the lease lasts if it is not given back
     * @param rest how long nobody sweeps after a complete sweep
     */
    SweepLease(ObjectStore store, String holder, Duration term, Duration rest) {
        this.documents = new StoredInstallation(store);
        this.holder = holder;
        this.term = term;
        this.rest = rest;
    }

    /**
     * Takes the lease. Empty while another has it, and for a while after a complete sweep; an incomplete sweep
     * continues at once.
     */
    Optional<Versioned<SweepDocument>> take(Instant now) {
        if (now.isBefore(restUntil)) {
            return Optional.empty();
        }
        var last = documents.sweep();
        if (last.filter(sweep -> sweep.value().leaseUntil().isAfter(now)).isPresent()) {
            return Optional.empty();
        }
        var goesOn = last.map(Versioned::value).filter(SweepLease::isUnderWay);
        if (last.isPresent() && goesOn.isEmpty()) {
            restUntil = last.get().value().leaseUntil().plus(rest);
            if (now.isBefore(restUntil)) {
                return Optional.empty();
            }
        }
        var place = goesOn.orElseGet(() -> new SweepDocument("", false, holder, now, now));
        var mine = new SweepDocument(place.after(), place.cleaning(), holder, now.plus(term), place.startedAt());
        var precondition = last.<Precondition>map(sweep -> new Precondition.Unchanged(sweep.etag()))
                .orElseGet(Precondition.Absent::new);
        return documents.put(ifItDies(mine), precondition) instanceof PutOutcome.Written(var etag)
                ? Optional.of(new Versioned<>(mine, etag))
                : Optional.empty();
    }

    /** Whoever comes after one that died while cleaning up looks at all first. */
    private static SweepDocument ifItDies(SweepDocument mine) {
        return mine.cleaning()
                ? new SweepDocument("", false, mine.holder(), mine.leaseUntil(), mine.startedAt())
                : mine;
    }

    private static boolean isUnderWay(SweepDocument sweep) {
        return sweep.cleaning() || sweep.after() != null;
    }

    /** Gives the lease back. If it was lost meanwhile, its new holder's document stays. */
    void giveBack(Versioned<SweepDocument> taken, @Nullable String after, boolean cleaning, Instant now) {
        var free = new SweepDocument(after, cleaning, holder, now, taken.value().startedAt());
        var _ = documents.put(free, new Precondition.Unchanged(taken.etag()));
    }
}
