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
        var mine = new SweepDocument(
                goesOn.isPresent() ? goesOn.get().after() : "",
                goesOn.map(SweepDocument::cleaning).orElse(false),
                holder,
                now.plus(term),
                goesOn.map(SweepDocument::startedAt).orElse(now));
        var precondition = last.<Precondition>map(sweep -> new Precondition.Unchanged(sweep.etag()))
                .orElseGet(Precondition.Absent::new);
        return documents.put(mine, precondition) instanceof PutOutcome.Written(var etag)
                ? Optional.of(new Versioned<>(mine, etag))
                : Optional.empty();
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
