package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.VariantState;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One image in a catalog entry's document: every state has all fields, null where it has no such thing.
 *
 * @param reason why it is not ready; null when it is
 * @param identity null until the image is ready, as {@code size}
 * @param build the base of a ready one, or the one that it lay on or waited for while its registration is in trouble
 * @param progress null when it waits for no base build
 * @param writtenAt null until the image is ready, and of one that is older than this field
 */
record VariantDocument(
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
        @Nullable String progress,
        @Nullable Instant writtenAt) {

    static VariantDocument of(CatalogVariant image) {
        return switch (image) {
            case CatalogVariant.Ready ready ->
                new VariantDocument(
                        ready.type(),
                        ready.platform(),
                        ready.state(),
                        null,
                        ready.identity(),
                        ready.size(),
                        ready.sha256(),
                        ready.fileName(),
                        ready.build(),
                        ready.composed(),
                        null,
                        ready.writtenAt());
            case CatalogVariant.Preparing preparing -> notReady(image, preparing.progress(), preparing.build());
            case CatalogVariant.Failed _, CatalogVariant.Expired _ -> notReady(image, null, null);
        };
    }

    private static VariantDocument notReady(CatalogVariant image, @Nullable String progress, @Nullable String build) {
        return new VariantDocument(
                image.type(),
                image.platform(),
                image.state(),
                image.reason().orElse(null),
                null,
                null,
                null,
                image.fileName(),
                build,
                false,
                progress,
                null);
    }

    /** An image that is said to be ready, without all that a ready one has, is one that is being prepared. */
    CatalogVariant image() {
        var variant = new Variant(type, platform);
        return switch (state) {
            case READY ->
                identity != null && size != null && build != null
                        ? new CatalogVariant.Ready(
                                variant, fileName, identity, size, sha256, build, composed, writtenAt)
                        : preparing(variant, null);
            case PREPARING -> preparing(variant, build);
            case FAILED ->
                new CatalogVariant.Failed(
                        variant, fileName, Objects.requireNonNullElse(reason, "The image could not be made."));
            case EXPIRED -> new CatalogVariant.Expired(variant, fileName);
        };
    }

    private CatalogVariant preparing(Variant variant, @Nullable String remembered) {
        return new CatalogVariant.Preparing(
                variant,
                fileName,
                Objects.requireNonNullElse(reason, "The image is being prepared."),
                progress,
                remembered);
    }
}
