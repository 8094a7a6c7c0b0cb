package io.elemental.seedimage.reconcile.publish;

import io.elemental.seedimage.reconcile.image.RemoveImage;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Instant;
import java.util.Set;

/** Removes images whose time is over, unless another SeedImage of the registration has the same image. */
public final class RemoveImages {

    private final RemoveImage remove;
    private final EntriesOfRegistration entries;

    public RemoveImages(RemoveImage remove, EntriesOfRegistration entries) {
        this.remove = remove;
        this.entries = entries;
    }

    /** Removes the images that the entry lists as due. */
    void remove(Set<String> identities, CatalogEntry entry, Instant now) {
        var registration = new ResourceRef(entry.namespace(), entry.registration());
        var others = entries.of(registration).stream()
                .map(Versioned::value)
                .filter(other -> !other.name().equals(entry.name()))
                .toList();
        identities.stream()
                .filter(identity -> others.stream()
                        .noneMatch(other -> SupersededImages.needed(other, now).contains(identity)))
                .forEach(remove::remove);
    }
}
