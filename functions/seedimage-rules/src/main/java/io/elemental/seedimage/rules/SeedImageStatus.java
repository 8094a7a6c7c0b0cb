package io.elemental.seedimage.rules;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user reads in {@code status}.
 *
 * @param downloadURL empty while nothing can be served
 * @param checksumURL empty while nothing can be served
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
        List<Condition> conditions) {

    public SeedImageStatus {
        variants = List.copyOf(variants);
        conditions = List.copyOf(conditions);
    }
}
