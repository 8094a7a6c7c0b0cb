package io.elemental.seedimage.reconcile.sweep;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.reconcile.ReconcileSeedImage;
import io.elemental.seedimage.reconcile.common.Reason;
import io.elemental.seedimage.reconcile.facts.SeedImageIndex;
import io.elemental.seedimage.reconcile.publish.SupersededImages;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Withdraws entries whose SeedImage is gone. Deletes tombstones and registrations whose time is over. */
final class CleanCatalog {

    private final ReconcileSeedImage reconcile;
    private final SeedImages seedImages;
    private final ObjectStore store;
    private final StoredCatalog catalog;
    private final EntryMemory memory;
    private final DoubtfulImages doubtfulImages;
    private final CleanIndexes indexes;
    private final Duration grace;

    CleanCatalog(ReconcileSeedImage reconcile, SeedImages seedImages, ObjectStore store, Duration grace) {
        this.reconcile = reconcile;
        this.seedImages = seedImages;
        this.store = store;
        this.catalog = new StoredCatalog(store);
        this.memory = new EntryMemory(catalog);
        this.doubtfulImages = new DoubtfulImages(new StoredImages(store));
        this.indexes = new CleanIndexes(store, catalog);
        this.grace = grace;
    }

    /** An entry as it is then; empty: there is none any longer. */
    private record Left(Optional<CatalogEntry> entry) {}

    /** Cleans, and returns what the entries that are left point at. What fails with one keeps what it may point at. */
    References clean(StoreListing listing, SeedImageIndex index, SliceTime time, Instant now) {
        var references = new References(now);
        var registrations = new HashSet<>(index.registrations());
        var doubtful = new HashSet<ResourceRef>();
        var found = new CleanIndexes.Found();
        for (var place : listing.entries()) {
            time.require();
            var left = reconcile.isolated(place.ref(), () -> entry(place, index, now));
            left.flatMap(Left::entry).ifPresent(references::add);
            if (left.isEmpty() || left.get().entry().isPresent()) {
                found.add(place, left.flatMap(Left::entry));
            }
            if (left.isEmpty()) {
                doubtful.add(place.registration());
            }
            if (left.isEmpty() || left.get().entry().isPresent()) {
                registrations.add(place.registration());
            }
        }
        mendIndexes(found, time);
        memory.forget();
        indexes.forget();
        doubtfulImages.keep(doubtful, listing, references);
        removeIndexes(listing, registrations, time, now);
        removeRegistrations(listing, registrations, time, now);
        return references;
    }

    private void mendIndexes(CleanIndexes.Found found, SliceTime time) {
        for (var registration : found.registrations()) {
            time.require();
            var _ = reconcile.isolated(registration, () -> indexes.mend(registration, found));
        }
    }

    private void removeIndexes(StoreListing listing, Set<ResourceRef> needed, SliceTime time, Instant now) {
        listing.indexes().forEach((registration, writtenAt) -> {
            if (!needed.contains(registration) && old(writtenAt, now)) {
                time.require();
                var _ = reconcile.isolated(registration, () -> indexes.remove(registration, names(registration)));
            }
        });
    }

    private List<String> names(ResourceRef registration) {
        return seedImages.of(registration).stream().map(ResourceRef::name).toList();
    }

    private Left entry(EntryPlace place, SeedImageIndex index, Instant now) {
        var here = index.registration(place.ref())
                .filter(place.registration().name()::equals)
                .isPresent();
        var remembered = memory.read(place);
        if (here || remembered.filter(found -> !isOver(found, now)).isPresent()) {
            return new Left(remembered);
        }
        var entry = catalog.seedImage(place.registration(), place.seedImage());
        if (entry.isEmpty() || isHere(place)) {
            return new Left(entry.map(Versioned::value));
        }
        var elsewhere = index.registration(place.ref()).isPresent();
        var tombstone = reconcile.withdraw(entry.get(), now, elsewhere);
        if (!isOver(tombstone, now)) {
            return new Left(Optional.of(tombstone));
        }
        store.delete(StoreKeys.entry(place.registration(), place.seedImage()));
        again(place.ref(), now);
        return new Left(Optional.empty());
    }

    /** Whether nothing speaks for a tombstone any longer; an entry that is none has to become one first. */
    private boolean isOver(CatalogEntry entry, Instant now) {
        return entry.withdrawnAt() == null
                || (SupersededImages.needed(entry, now).isEmpty() && old(entry.withdrawnAt(), now));
    }

    /** Whether the SeedImage exists now. It may have been created since all were listed. */
    private boolean isHere(EntryPlace place) {
        return seedImages
                .find(place.ref())
                .map(SeedImage::registration)
                .filter(place.registration()::equals)
                .isPresent();
    }

    private void removeRegistrations(StoreListing listing, Set<ResourceRef> needed, SliceTime time, Instant now) {
        listing.registrations().forEach((registration, writtenAt) -> {
            if (!needed.contains(registration) && old(writtenAt, now)) {
                time.require();
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
