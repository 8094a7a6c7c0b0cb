package io.elemental.seedimage.reconcile.sweep;

import io.elemental.seedimage.reconcile.ReconcileSeedImage;
import io.elemental.seedimage.reconcile.common.Look;
import io.elemental.seedimage.reconcile.facts.Wanted;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.reconcile.sweep.Stored.EntryPlace;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Withdraws entries whose SeedImage is gone, and deletes tombstones and registrations that have served their time. */
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

    /** Cleans, and returns what the entries that are left point at. */
    InUse clean(Stored stored, Wanted wanted, Instant now) {
        var inUse = new InUse();
        var registrations = new HashSet<>(wanted.registrations());
        for (var place : stored.entries()) {
            entry(place, wanted, now).ifPresent(entry -> {
                inUse.add(entry);
                registrations.add(place.registration());
            });
        }
        removeRegistrations(stored, registrations, now);
        return inUse;
    }

    /** The entry as it is then; empty: there is none any longer. */
    private Optional<CatalogEntry> entry(EntryPlace place, Wanted wanted, Instant now) {
        var stored = catalog.seedImage(place.registration(), place.seedImage());
        var here = wanted.registration(place.ref())
                .filter(place.registration().name()::equals)
                .isPresent();
        if (stored.isEmpty() || here || isHere(place)) {
            return stored.map(Versioned::value);
        }
        var elsewhere = wanted.registration(place.ref()).isPresent();
        var tombstone = reconcile.withdraw(stored.get(), now, elsewhere);
        if (!tombstone.retiring().isEmpty() || !old(tombstone.withdrawnAt(), now)) {
            return Optional.of(tombstone);
        }
        store.delete(StoreKeys.entry(place.registration(), place.seedImage()));
        again(place.ref(), now);
        return Optional.empty();
    }

    /** Whether the SeedImage is there now, for it may have been made since all were listed. */
    private boolean isHere(EntryPlace place) {
        return seedImages
                .find(place.ref())
                .map(SeedImage::registration)
                .filter(place.registration()::equals)
                .isPresent();
    }

    private void removeRegistrations(Stored stored, Set<ResourceRef> needed, Instant now) {
        stored.registrations().forEach((registration, writtenAt) -> {
            if (!needed.contains(registration) && old(writtenAt, now)) {
                store.delete(StoreKeys.registration(registration));
                seedImages.of(registration).forEach(ref -> again(ref, now));
            }
        });
    }

    /** Stores delete whatever is there: if somebody wrote it anew in that moment, it is written once more. */
    private void again(ResourceRef ref, Instant now) {
        if (seedImages.find(ref).isPresent()) {
            reconcile.reconcile(ref, Look.TICK, now);
        }
    }

    private boolean old(@Nullable Instant writtenAt, Instant now) {
        return writtenAt != null && !writtenAt.plus(grace).isAfter(now);
    }
}
