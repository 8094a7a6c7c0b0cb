package io.elemental.seedimage.reconcile.sweep;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.reconcile.ReconcileSeedImage;
import io.elemental.seedimage.reconcile.common.Reason;
import io.elemental.seedimage.reconcile.facts.SeedImageIndex;
import io.elemental.seedimage.reconcile.sweep.StoreListing.EntryPlace;
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
    private final Duration grace;

    CleanCatalog(ReconcileSeedImage reconcile, SeedImages seedImages, ObjectStore store, Duration grace) {
        this.reconcile = reconcile;
        this.seedImages = seedImages;
        this.store = store;
        this.catalog = new StoredCatalog(store);
        this.grace = grace;
    }

    /** Cleans. Returns what the remaining entries point at. */
    References clean(StoreListing listing, SeedImageIndex index, Instant now) {
        var references = new References();
        var registrations = new HashSet<>(index.registrations());
        for (var place : listing.entries()) {
            entry(place, index, now).ifPresent(entry -> {
                references.add(entry);
                registrations.add(place.registration());
            });
        }
        removeRegistrations(listing, registrations, now);
        return references;
    }

    /** Cleans one entry. Returns it as it is then; empty when it is deleted. */
    private Optional<CatalogEntry> entry(EntryPlace place, SeedImageIndex index, Instant now) {
        var listing = catalog.seedImage(place.registration(), place.seedImage());
        var here = index.registration(place.ref())
                .filter(place.registration().name()::equals)
                .isPresent();
        if (listing.isEmpty() || here || isHere(place)) {
            return listing.map(Versioned::value);
        }
        var elsewhere = index.registration(place.ref()).isPresent();
        var tombstone = reconcile.withdraw(listing.get(), now, elsewhere);
        if (!tombstone.retiring().isEmpty() || !old(tombstone.withdrawnAt(), now)) {
            return Optional.of(tombstone);
        }
        store.delete(StoreKeys.entry(place.registration(), place.seedImage()));
        again(place.ref(), now);
        return Optional.empty();
    }

    /** Whether the SeedImage exists now. It may have been created since all were listed. */
    private boolean isHere(EntryPlace place) {
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
                seedImages.of(registration).forEach(ref -> again(ref, now));
            }
        });
    }

    /**
     * Deletes an entry. Stores delete unconditionally: if another process wrote the entry in that moment, it is written
     * again.
     */
    private void again(ResourceRef ref, Instant now) {
        if (seedImages.find(ref).isPresent()) {
            reconcile.reconcile(ref, Reason.PERIODIC, now);
        }
    }

    private boolean old(@Nullable Instant writtenAt, Instant now) {
        return writtenAt != null && !writtenAt.plus(grace).isAfter(now);
    }
}
