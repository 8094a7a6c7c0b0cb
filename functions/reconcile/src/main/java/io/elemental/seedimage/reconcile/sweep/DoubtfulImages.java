package io.elemental.seedimage.reconcile.sweep;

import io.elemental.seedimage.format.OverlayDocument;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.format.UnreadableDocumentException;
import io.elemental.seedimage.rules.ResourceRef;
import java.util.Set;

/** An entry that cannot be read may point at any image of its registration, and at the base of each: they stay. */
final class DoubtfulImages {

    private final StoredImages images;

    DoubtfulImages(StoredImages images) {
        this.images = images;
    }

    /** @param registrations of such entries */
    void keep(Set<ResourceRef> registrations, StoreListing listing, References references) {
        if (registrations.isEmpty()) {
            return;
        }
        listing.images().keySet().stream()
                .filter(identity -> !references.image(identity))
                .forEach(identity -> keep(identity, registrations, references));
    }

    private void keep(String identity, Set<ResourceRef> registrations, References references) {
        try {
            images.overlay(identity)
                    .filter(overlay -> registrations.stream().anyMatch(registration -> isOf(overlay, registration)))
                    .ifPresent(overlay -> references.add(identity, overlay.build()));
        } catch (UnreadableDocumentException _) { // nor can be seen whose it is
            references.addOnAnyBase(identity);
        }
    }

    private static boolean isOf(OverlayDocument overlay, ResourceRef registration) {
        return overlay.namespace().equals(registration.namespace())
                && overlay.registration().equals(registration.name());
    }
}
