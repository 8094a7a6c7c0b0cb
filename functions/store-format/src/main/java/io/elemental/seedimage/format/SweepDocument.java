package io.elemental.seedimage.format;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code sweep.json}: how far the sweep is, and who is at it.
 *
 * @param after "namespace/name" of the SeedImage that was looked at last, empty before the first; null once all were
 * @param cleaning every SeedImage was looked at, and cleaning up comes next
 * @param leaseUntil until when nobody else may go on; once a sweep has ended, when that was
 * @param startedAt when this round began
 */
public record SweepDocument(
        @Nullable String after, boolean cleaning, String holder, Instant leaseUntil, Instant startedAt) {}
