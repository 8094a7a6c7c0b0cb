package io.elemental.seedimage.reconcile.settings;

import java.time.Duration;

/**
 * How long things last.
 *
 * @param registrationRenewal how old a registration's entry gets before it is renewed
 * @param retiredKeptFor how long a superseded image is kept: at least the longest life of a link
 * @param buildRetryAfter how old a failed attempt must be before a new SeedImage causes another one
 * @param composeBudget how long one call may work
 * @param grantValidFor how long a builder's URLs are valid
 */
public record Timing(
        Duration registrationRenewal,
        Duration retiredKeptFor,
        Duration buildRetryAfter,
        Duration composeBudget,
        Duration grantValidFor) {

    /** Right for most. */
    public static final Timing DEFAULT = new Timing(
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofMinutes(10),
            Duration.ofSeconds(45),
            Duration.ofHours(6));
}
