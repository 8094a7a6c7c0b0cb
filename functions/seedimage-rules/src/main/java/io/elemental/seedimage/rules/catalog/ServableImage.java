package io.elemental.seedimage.rules.catalog;

import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image whose bytes can be delivered.
 *
 * @param identity hex; equal identity is equal bytes
 * @param size in bytes
 * @param sha256 lower-case hex SHA-256 of the bytes; null while it is not known
 * @param composed whether the store holds it as one object
 */
public record ServableImage(
        ImageType type,
        Platform platform,
        String identity,
        long size,
        @Nullable String sha256,
        String fileName,
        boolean composed) {

    /** The image of a variant that is ready; empty while it is not, or while its facts are not complete. */
    public static Optional<ServableImage> of(CatalogVariant variant) {
        var identity = variant.identity();
        var size = variant.size();
        if (variant.state() != VariantState.READY || identity == null || size == null) {
            return Optional.empty();
        }
        return Optional.of(new ServableImage(
                variant.type(),
                variant.platform(),
                identity,
                size,
                variant.sha256(),
                variant.fileName(),
                variant.composed()));
    }

    /** The strong entity tag (RFC 9110 section 8.8.3) of the bytes. */
    public String entityTag() {
        return '"' + identity + '"';
    }
}
