package io.elemental.seedimage.reconcile.sweep;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.format.StoredObject;
import io.elemental.seedimage.reconcile.ReconcileSeedImage;
import io.elemental.seedimage.reconcile.common.Reason;
import io.elemental.seedimage.reconcile.facts.SeedImageIndex;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Withdraws entries whose SeedImage is gone. Deletes tombstones and registrations whose time is over. */
final class CleanCatalog {

    private final ReconcileSeedImage reconcile;
    private final SeedImages seedImages;
    private final ObjectStore store;
    private final StoredCatalog catalog;
    private final DoubtfulImages doubtfulImages;
    private final Duration grace;

    CleanCatalog(ReconcileSeedImage reconcile, SeedImages seedImages, ObjectStore store, Duration grace) {
        this.reconcile = reconcile;
        this.seedImages = seedImages;
        this.store = store;
        this.catalog = new StoredCatalog(store);
        this.doubtfulImages = new DoubtfulImages(new StoredImages(store));
        this.grace = grace;
    }

    /** An entry as it is then; empty: there is none any longer. */
    private record Left(Optional<CatalogEntry> entry) {}

    /** Cleans, and returns what the entries that are left point at. What fails with one keeps what it may point at. */
    References clean(StoreListing listing, SeedImageIndex index, Instant now) {
        var references = new References();
        var registrations = new HashSet<>(index.registrations());
        var doubtful = new HashSet<ResourceRef>();
        for (var place : listing.entries()) {
            var left = reconcile.isolated(place.ref(), () -> entry(place, index, now));
            left.flatMap(Left::entry).ifPresent(references::add);
            if (left.isEmpty()) {
                doubtful.add(place.registration());
            }
            if (left.isEmpty() || left.get().entry().isPresent()) {
                registrations.add(place.registration());
            }
        }
        doubtfulImages.keep(doubtful, listing, references);
        removeRegistrations(listing, registrations, now);
        return references;
    }

    private Left entry(StoredObject.Entry place, SeedImageIndex index, Instant now) {
        var entry = catalog.seedImage(place.registration(), place.seedImage());
        var here = index.registration(place.ref())
                .filter(place.registration().name()::equals)
                .isPresent();
        if (entry.isEmpty() || here || isHere(place)) {
            return new Left(entry.map(Versioned::value));
        }
        var elsewhere = index.registration(place.ref()).isPresent();
        var tombstone = reconcile.withdraw(entry.get(), now, elsewhere);
        if (!tombstone.retiring().isEmpty() || !old(tombstone.withdrawnAt(), now)) {
            return new Left(Optional.of(tombstone));
        }
        store.delete(StoreKeys.entry(place.registration(), place.seedImage()));
        again(place.ref(), now);
        return new Left(Optional.empty());
    }

    /** Whether the SeedImage exists now. It may have been created since all were listed. */
    private boolean isHere(StoredObject.Entry place) {
        return seedImages
                .find(place.ref())
                .map(SeedImage::registration)
                .filter(place.registration()::equals)
                .isPresent();
    }

    private void removeRegistrations(StoreListing listing, Set<ResourceRef> needed, Instant now) {
        listing.registrations().forEach((registration, writtenAt) -> {
            if (!needed.contains(registration) && old(writtenAt, now)) {
                store.delete(StoreKeys.registration(registration));
                var _ = reconcile.isolated(registration, () -> againAll(registration, now));
            }
        });
    }

    private int againAll(ResourceRef registration, Instant now) {
        var refs = seedImages.of(registration);
        refs.forEach(ref -> again(ref, now));
        return refs.size();
    }

    /** Stores delete whatever is there: if somebody wrote it anew in that moment, it is written once more. */
    private void again(ResourceRef ref, Instant now) {
        var _ = reconcile.isolated(
                ref, () -> seedImages.find(ref).flatMap(_ -> reconcile.reconcile(ref, Reason.PERIODIC, now)));
    }

    private boolean old(@Nullable Instant writtenAt, Instant now) {
        return writtenAt != null && !writtenAt.plus(grace).isAfter(now);
    }
}
