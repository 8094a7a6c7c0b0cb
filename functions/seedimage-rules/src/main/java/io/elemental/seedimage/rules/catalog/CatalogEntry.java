package io.elemental.seedimage.rules.catalog;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ResourceRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the download function knows of one SeedImage.
 *
 * @param registrationHash {@link RegistrationEntry#hash} of the registration that the images carry
 * @param withdrawnAt set: a tombstone, the SeedImage is gone
 * @param expiresAt null: never
 * @param downloadURL null while nothing can be served
 * @param delivery what the SeedImage allows
 * @param retriggerMark the retrigger annotation that was acted on last; null where there never was one
 */
public record CatalogEntry(
        String namespace,
        String name,
        String registration,
        String uid,
        long generation,
        String registrationHash,
        @Nullable Instant withdrawnAt,
        SeedImageState state,
        List<Condition> conditions,
        @Nullable Instant expiresAt,
        @Nullable String downloadURL,
        Delivery delivery,
        List<CatalogVariant> variants,
        List<Superseded> retiring,
        @Nullable String retriggerMark) {

    public CatalogEntry {
        conditions = List.copyOf(conditions);
        variants = List.copyOf(variants);
        retiring = List.copyOf(retiring);
    }

    public ResourceRef ref() {
        return new ResourceRef(namespace, name);
    }
}
