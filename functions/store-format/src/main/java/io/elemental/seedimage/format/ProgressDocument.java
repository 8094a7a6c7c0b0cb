package io.elemental.seedimage.format;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code bases/<build>/progress.json}: how far a build is, in bytes of its current step; totalBytes is 0 while unknown.
 *
 * @param startedAt when the step began; null: by an older builder
 */
public record ProgressDocument(
        String step,
        long bytes,
        long totalBytes,
        Instant at,
        @Nullable Instant startedAt) {

    /** One that does not say when its step began. */
    public ProgressDocument(String step, long bytes, long totalBytes, Instant at) {
        this(step, bytes, totalBytes, at, null);
    }
}
