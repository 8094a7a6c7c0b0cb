package io.elemental.seedimage.registration.token;

import java.time.Duration;

/**
 * How strictly tokens are checked.
 *
 * @param registrationMaxAge how long what is known of a registration counts without being confirmed
 * @param strictAudience whether {@code aud} and {@code sub} must be the registration's URI; the provider does not ask
 */
public record TokenRules(Duration registrationMaxAge, boolean strictAudience) {

    public TokenRules {
        if (registrationMaxAge.isNegative() || registrationMaxAge.isZero()) {
            throw new IllegalArgumentException(
                    "registration-max-age %s is not longer than nothing".formatted(registrationMaxAge));
        }
    }
}
