package io.elemental.seedimage.builder.registry;

/**
 * A manifest with the digest of its bytes.
 *
 * @param digest "sha256:" and 64 hex digits
 */
public record NamedManifest(String digest, Manifest manifest) {}
