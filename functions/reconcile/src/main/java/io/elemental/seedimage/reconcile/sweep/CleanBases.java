package io.elemental.seedimage.reconcile.sweep;

import io.elemental.seedimage.format.ManifestDocument;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.reconcile.base.RemoveBase;
import io.elemental.seedimage.reconcile.queue.KeptBuilds;
import io.elemental.seedimage.reconcile.settings.SweepSettings;
import io.elemental.seedimage.reconcile.sweep.BaseRetention.Kept;
import io.elemental.seedimage.reconcile.sweep.BaseRetention.Verdict;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Instant;
import java.util.TreeMap;

/** Marks unused bases, and deletes those that were unused for long. */
final class CleanBases {

    private final StoredBases documents;
    private final RemoveBase remove;
    private final SweepSettings settings;

    CleanBases(StoredBases documents, RemoveBase remove, SweepSettings settings) {
        this.documents = documents;
        this.remove = remove;
        this.settings = settings;
    }

    void clean(StoreListing listing, References references, KeptBuilds kept, SliceTime time, Instant now) {
        var complete = new TreeMap<String, Versioned<ManifestDocument>>();
        listing.bases().forEach((build, writtenAt) -> {
            time.require();
            var manifest = documents.manifest(build);
            manifest.ifPresent(found -> complete.put(build, found));
            if (!kept.attempt(build) && !writtenAt.plus(settings.grace()).isAfter(now)) {
                if (manifest.isEmpty()) {
                    remove.remove(build);
                } else if (listing.noted().contains(build)) {
                    remove.notes(build);
                }
            }
        });
        var bases = complete.values().stream()
                .map(Versioned::value)
                .map(manifest -> new Kept(
                        manifest.build(),
                        manifest.size(),
                        manifest.condemnedAt(),
                        manifest.withdrawnAt() != null,
                        references.base(manifest.build()) || kept.base(manifest.build())))
                .toList();
        var verdicts = BaseRetention.decide(bases, settings, now);
        complete.forEach((build, base) -> {
            time.require();
            carryOut(verdicts.getOrDefault(build, Verdict.KEEP), base, now);
        });
    }

    private void carryOut(Verdict verdict, Versioned<ManifestDocument> base, Instant now) {
        var manifest = base.value();
        switch (verdict) {
            case KEEP -> {}
            case CONDEMN -> mark(base, manifest.marked(now, null));
            case PARDON -> mark(base, manifest.marked(null, null));
            case DELETE -> {
                if (manifest.withdrawnAt() != null || mark(base, manifest.marked(manifest.condemnedAt(), now))) {
                    remove.remove(manifest.build());
                }
            }
        }
    }

    /** Writes the mark. False when another process was quicker; it may use the base. */
    private boolean mark(Versioned<ManifestDocument> base, ManifestDocument marked) {
        return documents.putManifest(marked, new Precondition.Unchanged(base.etag())) instanceof PutOutcome.Written;
    }
}
