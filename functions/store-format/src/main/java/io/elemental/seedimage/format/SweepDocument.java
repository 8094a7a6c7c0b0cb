package io.elemental.seedimage.format;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code sweep.json}: how far the sweep is ({@code after}: "namespace/name"), and who is at it. */
public record SweepDocument(@Nullable String after, String holder, Instant leaseUntil, Instant startedAt) {}
