package io.elemental.seedimage.reconcile.publish;

import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.reconcile.common.OvertakenException;
import io.elemental.seedimage.reconcile.image.RemoveImage;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.Superseded;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Optional;

/**
 * Takes every image of a registration whose key changed out of the catalog, then out of the store: what the old key
 * opened has no time left. All other images are left to the sweep, which alone knows what is in use.
 */
public final class RevokeImages {

    private final Catalog catalog;
    private final EntriesOfRegistration entries;
    private final StoredImages images;
    private final RemoveImage remove;

    public RevokeImages(Catalog catalog, EntriesOfRegistration entries, StoredImages images, RemoveImage remove) {
        this.catalog = catalog;
        this.entries = entries;
        this.images = images;
        this.remove = remove;
    }

    /** Revokes all. Each entry is read and written once, and read again before anything is removed. */
    void all(ResourceRef registration, Instant now) {
        var found = entries.of(registration);
        var writtenAt = new HashMap<String, Optional<Instant>>();
        found.stream()
                .flatMap(entry -> SupersededImages.allDue(entry.value(), now).stream())
                .map(Superseded::identity)
                .forEach(identity -> writtenAt.computeIfAbsent(identity, images::overlayWrittenAt));
        found.forEach(entry -> takeBack(entry, now));
        var needed = new HashSet<String>();
        entries.of(registration).forEach(entry -> needed.addAll(SupersededImages.needed(entry.value(), now)));
        writtenAt.forEach((identity, at) -> {
            if (!needed.contains(identity) && images.overlayWrittenAt(identity).equals(at)) {
                remove.remove(identity);
            }
        });
    }

    private void takeBack(Versioned<CatalogEntry> entry, Instant now) {
        var taken = takenBack(entry.value(), now);
        if (!taken.equals(entry.value())
                && catalog.put(taken, new Precondition.Unchanged(entry.etag())) instanceof PutOutcome.Conflict) {
            throw new OvertakenException("an entry of the registration");
        }
    }

    private static CatalogEntry takenBack(CatalogEntry entry, Instant now) {
        var variants = entry.variants().stream()
                .map(image -> image instanceof CatalogVariant.Ready ready ? takenBack(ready) : image)
                .toList();
        return entry.with(variants, SupersededImages.allDue(entry, now));
    }

    private static CatalogVariant takenBack(CatalogVariant.Ready image) {
        return new CatalogVariant.Preparing(
                image.variant(), image.fileName(), "The key of the registration changed.", null, image.build());
    }
}
