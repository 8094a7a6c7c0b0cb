package io.elemental.seedimage.format;

import java.time.Instant;

/**
 * {@code bases/<build>/progress.json}: how far a build is, in bytes of its current step; totalBytes is 0 while unknown.
 */
public record ProgressDocument(String step, long bytes, long totalBytes, Instant at) {}
