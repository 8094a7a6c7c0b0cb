package io.elemental.seedimage.rules.download;

import org.jspecify.annotations.Nullable;

/**
 * What a client wants of a SeedImage, in its own words.
 *
 * @param type "iso" or "raw"; null: whatever the SeedImage makes first
 * @param arch an architecture; null: whatever the SeedImage makes first
 * @param delivery "redirect" or "proxy"; null: as the SeedImage says
 * @param use what a link is for, "browser", "netboot" or "bmc"; null: a browser
 */
public record ImageRequest(
        Form form,
        @Nullable String type,
        @Nullable String arch,
        @Nullable String delivery,
        @Nullable String use,
        RequestConditions conditions) {

    /** One that does not say what a link is for. */
    public ImageRequest(
            Form form,
            @Nullable String type,
            @Nullable String arch,
            @Nullable String delivery,
            RequestConditions conditions) {
        this(form, type, arch, delivery, null, conditions);
    }

    /** In which form the image is wanted. */
    public enum Form {
        /** Its bytes, or the way to them. */
        BYTES,
        /** What a delivery of the bytes by ourselves would say of them. */
        HEADERS,
        /** A URL that opens the bytes without the token. */
        TICKET,
        /** The SHA-256 of the bytes. */
        CHECKSUM
    }
}
