package io.elemental.seedimage.rules.cluster;

import io.elemental.seedimage.rules.BaseOrigin;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user reads in {@code status}.
 *
 * @param downloadURL empty while nothing can be served
 * @param checksumURL empty while nothing can be served
 * @param bases what the bases of ready images were made from, by build
 * @param warnings what the machine will not do, or not as it is written
 */
public record SeedImageStatus(
        long observedGeneration,
        SeedImageState state,
        String downloadURL,
        String checksumURL,
        @Nullable Instant expiresAt,
        String registrationUri,
        @Nullable Instant tokenExpiresAt,
        List<CatalogVariant> variants,
        Map<String, BaseOrigin> bases,
        List<Condition> conditions,
        List<Warning> warnings) {

    public SeedImageStatus {
        variants = List.copyOf(variants);
        bases = Map.copyOf(bases);
        conditions = List.copyOf(conditions);
        warnings = List.copyOf(warnings);
    }

    /** One without warnings. */
    public SeedImageStatus(
            long observedGeneration,
            SeedImageState state,
            String downloadURL,
            String checksumURL,
            @Nullable Instant expiresAt,
            String registrationUri,
            @Nullable Instant tokenExpiresAt,
            List<CatalogVariant> variants,
            Map<String, BaseOrigin> bases,
            List<Condition> conditions) {
        this(
                observedGeneration,
                state,
                downloadURL,
                checksumURL,
                expiresAt,
                registrationUri,
                tokenExpiresAt,
                variants,
                bases,
                conditions,
                List.of());
    }

    /** The same with these warnings. */
    public SeedImageStatus warning(List<Warning> told) {
        return new SeedImageStatus(
                observedGeneration,
                state,
                downloadURL,
                checksumURL,
                expiresAt,
                registrationUri,
                tokenExpiresAt,
                variants,
                bases,
                conditions,
                told);
    }
}
