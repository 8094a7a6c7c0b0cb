package io.elemental.seedimage.rules.base;

import java.util.Optional;

/**
 * What a SeedImage says of a base.
 *
 * @param image an http(s) URL, an {@code s3://} URL, or an image of a registry
 * @param digest the SHA-256 that it must have, 64 hex digits; empty where it may be any
 */
public record BaseSpec(String image, Optional<String> digest, BaseAccess access) {

    /** One that anybody can read, and that may have any bytes. */
    public static BaseSpec of(String image) {
        return new BaseSpec(image, Optional.empty(), BaseAccess.ANYBODY);
    }
}
