package io.elemental.seedimage.rules.catalog;

import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.Variant;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One image of a SeedImage, as the download function sees it. */
public sealed interface CatalogVariant {

    /**
     * Its base or its registration is waited for.
     *
     * @param sentence says what it waits for
     * @param progress store key of the base build's progress document; null when none runs
     * @param build the base that it lay on, or was to lie on, before its registration was in trouble; null: none
     */
    record Preparing(
            Variant variant,
            String fileName,
            String sentence,
            @Nullable String progress,
            @Nullable String build) implements CatalogVariant {

        /** One that remembers no base. */
        public Preparing(Variant variant, String fileName, String sentence, @Nullable String progress) {
            this(variant, fileName, sentence, progress, null);
        }
    }

    /**
     * Its bytes can be delivered.
     *
     * @param identity hex; equal identity is equal bytes
     * @param size in bytes
     * @param sha256 lower-case hex SHA-256 of the bytes; null while it is not known
     * @param build the base it lies on
     * @param composed whether the store holds it as one object
     * @param writtenAt when the image of this identity was written; null where it was not noted
     */
    record Ready(
            Variant variant,
            String fileName,
            String identity,
            long size,
            @Nullable String sha256,
            String build,
            boolean composed,
            @Nullable Instant writtenAt)
            implements CatalogVariant {

        /** One whose time was not noted. */
        public Ready(
                Variant variant,
                String fileName,
                String identity,
                long size,
                @Nullable String sha256,
                String build,
                boolean composed) {
            this(variant, fileName, identity, size, sha256, build, composed, null);
        }

        /** The same image, composed or not. */
        public Ready composed(boolean now) {
            return new Ready(variant, fileName, identity, size, sha256, build, now, writtenAt);
        }

        /** The same image, whose time is not known where it lies in the future (RFC 9110 section 8.8.2.1). */
        public Ready seenAt(Instant now) {
            return writtenAt != null && writtenAt.isAfter(now)
                    ? new Ready(variant, fileName, identity, size, sha256, build, composed, null)
                    : this;
        }

        /** The strong entity tag (RFC 9110 section 8.8.3) of the bytes. */
        public String entityTag() {
            return '"' + identity + '"';
        }
    }

    /**
     * It could not be made.
     *
     * @param sentence says why
     */
    record Failed(Variant variant, String fileName, String sentence) implements CatalogVariant {}

    /** The SeedImage's time is over. */
    record Expired(Variant variant, String fileName) implements CatalogVariant {}

    Variant variant();

    /** The name that the downloaded image gets. */
    String fileName();

    default ImageType type() {
        return variant().type();
    }

    default Platform platform() {
        return variant().platform();
    }

    default VariantState state() {
        return switch (this) {
            case Preparing _ -> VariantState.PREPARING;
            case Ready _ -> VariantState.READY;
            case Failed _ -> VariantState.FAILED;
            case Expired _ -> VariantState.EXPIRED;
        };
    }

    /** Why it is not ready, in one sentence; empty when it is ready. */
    default Optional<String> reason() {
        return switch (this) {
            case Preparing preparing -> Optional.of(preparing.sentence());
            case Ready _ -> Optional.empty();
            case Failed failed -> Optional.of(failed.sentence());
            case Expired _ -> Optional.of("The SeedImage has expired.");
        };
    }

    /** The image, if it is ready. */
    default Optional<Ready> ready() {
        return this instanceof Ready ready ? Optional.of(ready) : Optional.empty();
    }
}
