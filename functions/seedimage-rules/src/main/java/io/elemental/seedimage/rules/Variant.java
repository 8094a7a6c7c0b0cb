package io.elemental.seedimage.rules;

/** One downloadable image of a SeedImage. */
public record Variant(ImageType type, Platform platform) {}
