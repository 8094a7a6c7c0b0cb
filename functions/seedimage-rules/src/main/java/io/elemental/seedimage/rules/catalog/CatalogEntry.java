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
 * @param linkGeneration another one ends all links that were made before; null: none was ever ended so
 * @param warnings what is told of the SeedImage beside its conditions; null: nothing is known of that
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
        @Nullable String retriggerMark,
        @Nullable String linkGeneration,
        @Nullable List<EntryWarning> warnings) {

    public CatalogEntry {
        warnings = warnings == null ? null : List.copyOf(warnings);
        conditions = List.copyOf(conditions);
        variants = List.copyOf(variants);
        retiring = List.copyOf(retiring);
    }

    /** One whose links were never ended, and of which there is nothing to tell. */
    public CatalogEntry(
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
        this(
                namespace,
                name,
                registration,
                uid,
                generation,
                registrationHash,
                withdrawnAt,
                state,
                conditions,
                expiresAt,
                downloadURL,
                delivery,
                variants,
                retiring,
                retriggerMark,
                null,
                null);
    }

    public ResourceRef ref() {
        return new ResourceRef(namespace, name);
    }

    /** The same with other images. */
    public CatalogEntry with(List<CatalogVariant> current, List<Superseded> kept) {
        return new CatalogEntry(
                namespace,
                name,
                registration,
                uid,
                generation,
                registrationHash,
                withdrawnAt,
                state,
                conditions,
                expiresAt,
                downloadURL,
                delivery,
                current,
                kept,
                retriggerMark,
                linkGeneration,
                warnings);
    }

    /** The same with what is told beside its images. */
    public CatalogEntry telling(@Nullable String currentLinkGeneration, List<EntryWarning> told) {
        return new CatalogEntry(
                namespace,
                name,
                registration,
                uid,
                generation,
                registrationHash,
                withdrawnAt,
                state,
                conditions,
                expiresAt,
                downloadURL,
                delivery,
                variants,
                retiring,
                retriggerMark,
                currentLinkGeneration,
                told);
    }
}
