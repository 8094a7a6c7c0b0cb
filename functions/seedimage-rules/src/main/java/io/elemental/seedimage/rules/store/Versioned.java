package io.elemental.seedimage.rules.store;

/** A value with the ETag that it was read under, for compare-and-swap. */
public record Versioned<T>(T value, String etag) {}
