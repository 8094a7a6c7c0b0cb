package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.format.StoredInstallation;
import io.elemental.seedimage.format.SweepDocument;
import io.elemental.seedimage.rules.ObjectStore;
import io.elemental.seedimage.rules.Precondition;
import io.elemental.seedimage.rules.PutOutcome;
import io.elemental.seedimage.rules.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The right to sweep, for a while, and the place to go on at. */
final class SweepLease {

    private final StoredInstallation documents;
    private final String holder;
    private final Duration term;

    /** @param term how long nobody else sweeps, if this one never gives it back */
    SweepLease(ObjectStore store, String holder, Duration term) {
        this.documents = new StoredInstallation(store);
        this.holder = holder;
        this.term = term;
    }

    /** Empty while somebody has it. */
    Optional<Versioned<SweepDocument>> take(Instant now) {
        var last = documents.sweep();
        if (last.filter(sweep -> sweep.value().leaseUntil().isAfter(now)).isPresent()) {
            return Optional.empty();
        }
        var goesOn = last.map(Versioned::value).filter(sweep -> sweep.cleaning() || sweep.after() != null);
        var mine = new SweepDocument(
                goesOn.map(SweepDocument::after).orElse(null),
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

    /** Gives it back; if it was lost meanwhile, who has it now knows better. */
    void giveBack(Versioned<SweepDocument> taken, @Nullable String after, boolean cleaning, Instant now) {
        var free = new SweepDocument(after, cleaning, holder, now, taken.value().startedAt());
        var _ = documents.put(free, new Precondition.Unchanged(taken.etag()));
    }
}
