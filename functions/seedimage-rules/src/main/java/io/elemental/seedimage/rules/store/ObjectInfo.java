package io.elemental.seedimage.rules.store;

import java.time.Instant;

/**
 * What the store tells of an object without its bytes.
 *
 * @param key relative to the installation's prefix
 * @param size in bytes
 */
public record ObjectInfo(String key, long size, String etag, Instant lastModified) {}
