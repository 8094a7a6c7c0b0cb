package io.elemental.seedimage.rules.catalog;

import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.Variant;
import org.jspecify.annotations.Nullable;

/**
 * One image of a SeedImage, as the download function sees it.
 *
 * @param reason why it is not ready: one sentence; null when it is
 * @param identity hex; null until the image is ready
 * @param size of the image in bytes; null until it is ready
 * @param sha256 hex SHA-256 of the image's bytes; null while it is not known
 * @param build the base it lies on; null until it is ready
 * @param composed whether the store holds it as one object
 * @param progress store key of the base build's progress document; null when none runs
 */
public record CatalogVariant(
        ImageType type,
        Platform platform,
        VariantState state,
        @Nullable String reason,
        @Nullable String identity,
        @Nullable Long size,
        @Nullable String sha256,
        String fileName,
        @Nullable String build,
        boolean composed,
        @Nullable String progress) {

    public Variant variant() {
        return new Variant(type, platform);
    }
}
