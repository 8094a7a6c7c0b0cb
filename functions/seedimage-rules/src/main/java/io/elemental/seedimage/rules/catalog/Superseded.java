package io.elemental.seedimage.rules.catalog;

import java.time.Instant;

/** An image that is no longer current but kept for downloads that began before. */
public record Superseded(String identity, Instant until) {}
