package io.elemental.seedimage.rules.download;

import io.elemental.seedimage.rules.links.LinkLives;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When clients may be sent to the store, and for how long.
 *
 * @param storeIsPublic whether clients can reach the store
 * @param validFor how long a presigned URL lives at most; at least a second
 * @param ours how long links of ours live; empty: there are none, since there is no key to sign them with
 */
public record LinkRules(boolean storeIsPublic, Duration validFor, Optional<LinkLives> ours) {

    /** Without links of ours. */
    public LinkRules(boolean storeIsPublic, Duration validFor) {
        this(storeIsPublic, validFor, Optional.empty());
    }

    /** How long a URL made now lives, in whole seconds: not longer than the image, but for the one second it needs. */
    Duration lifetime(Instant now, @Nullable Instant imageExpiresAt) {
        var rest = imageExpiresAt == null ? validFor : Duration.between(now, imageExpiresAt);
        var lifetime = (rest.compareTo(validFor) < 0 ? rest : validFor).truncatedTo(ChronoUnit.SECONDS);
        return lifetime.isPositive() ? lifetime : Duration.ofSeconds(1);
    }
}
