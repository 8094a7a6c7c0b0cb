package io.elemental.seedimage.rules;

import org.jspecify.annotations.Nullable;

/**
 * What a base was made from.
 *
 * @param source canonical base image
 * @param revision digest or entity tag of the source at that time; null where it has none
 */
public record BaseOrigin(String source, @Nullable String revision) {}
