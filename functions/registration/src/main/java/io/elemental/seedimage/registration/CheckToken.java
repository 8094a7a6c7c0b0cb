package io.elemental.seedimage.registration;

import static io.elemental.seedimage.rules.Refusal.REGISTRATION_FROZEN;
import static io.elemental.seedimage.rules.Refusal.REGISTRATION_NOT_READY;
import static io.elemental.seedimage.rules.Refusal.REGISTRATION_OUTDATED;
import static io.elemental.seedimage.rules.Refusal.REGISTRATION_UNKNOWN;
import static io.elemental.seedimage.rules.Refusal.TOKEN_MISSING;
import static io.elemental.seedimage.rules.Refusal.TOKEN_REFUSED;
import static io.elemental.seedimage.rules.Refusal.TOKEN_UNSUPPORTED;

import io.elemental.seedimage.registration.TokenCheck.Authorized;
import io.elemental.seedimage.registration.TokenCheck.Refused;
import io.elemental.seedimage.registration.TokenReading.Read;
import io.elemental.seedimage.registration.TokenReading.Unreadable;
import io.elemental.seedimage.registration.TokenReading.Unsupported;
import io.elemental.seedimage.rules.RegistrationEntry;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a token opens a registration: as the provider does, and stricter where that was found open. */
public final class CheckToken {

    private static final String PREFIX = "Bearer ";

    private final TokenRules rules;
    private final VerifiedSignatures signatures = new VerifiedSignatures();

    public CheckToken(TokenRules rules) {
        this.rules = rules;
    }

    /**
     * The first refusal from top to bottom: no token, unknown registration, bad token, registration that opens nothing.
     *
     * @param header the value of {@code Registration-Authorization}; null where the request has none
     * @param registration what the catalog holds of it; null where it holds nothing
     */
    public TokenCheck check(@Nullable String header, @Nullable RegistrationEntry registration, Instant now) {
        if (header == null) {
            return new Refused(TOKEN_MISSING, "The request has no Registration-Authorization header.");
        }
        if (!header.startsWith(PREFIX)) {
            return new Refused(
                    TOKEN_MISSING, "The Registration-Authorization header is not of the form 'Bearer <token>'.");
        }
        var token = header.substring(PREFIX.length());
        var reading = TokenReading.of(token);
        if (reading instanceof Unsupported) {
            return new Refused(TOKEN_UNSUPPORTED, "The token is not signed with EdDSA, as registration tokens are.");
        }
        if (registration == null) {
            return new Refused(REGISTRATION_UNKNOWN, "There is no such registration, or it has no SeedImage.");
        }
        return switch (reading) {
            case Read(var claims) -> check(token, claims, registration, now);
            case Unreadable(var detail) -> new Refused(TOKEN_REFUSED, detail);
            case Unsupported _ -> throw new IllegalStateException("refused above");
        };
    }

    /** Without a readable key the signature cannot be looked at; then nothing is authorized in the end. */
    private TokenCheck check(String token, TokenClaims claims, RegistrationEntry registration, Instant now) {
        var key = Optional.ofNullable(registration.publicKey()).flatMap(RegistrationKeys::publicKey);
        if (key.isPresent() && !signatures.verifies(token, key.get())) {
            return new Refused(TOKEN_REFUSED, "The token is not signed with the registration's key.");
        }
        return refusedClaims(token, claims, registration, now)
                .or(() -> notServable(registration, now))
                .or(() -> key.isEmpty() ? Optional.of(noKey()) : Optional.empty())
                .or(() -> outdated(registration, now))
                .<TokenCheck>map(refused -> refused)
                .orElseGet(() -> new Authorized(registration));
    }

    private Optional<Refused> refusedClaims(
            String token, TokenClaims claims, RegistrationEntry registration, Instant now) {
        if (claims.expired(now)) {
            return Optional.of(new Refused(TOKEN_REFUSED, "The token has expired."));
        }
        if (claims.notYetValid(now)) {
            return Optional.of(new Refused(TOKEN_REFUSED, "The token is not valid yet."));
        }
        if (rules.strictAudience() && !claims.isFor(registration.uri()) && !TokenHash.isOf(token, registration)) {
            return Optional.of(new Refused(TOKEN_REFUSED, "The token was made for another URI."));
        }
        return Optional.empty();
    }

    private static Optional<Refused> notServable(RegistrationEntry registration, Instant now) {
        if (registration.servable()) {
            var expiresAt = registration.tokenExpiresAt();
            return expiresAt == null || now.isBefore(expiresAt)
                    ? Optional.empty()
                    : Optional.of(new Refused(REGISTRATION_FROZEN, "The registration's own token has expired."));
        }
        var reason = registration.reason();
        return Optional.of(
                switch (reason) {
                    case FROZEN -> new Refused(REGISTRATION_FROZEN, "The registration is frozen.");
                    case KEY_MISSING -> noKey();
                    case NOT_READY -> notReady();
                    case null -> notReady();
                });
    }

    private Optional<Refused> outdated(RegistrationEntry registration, Instant now) {
        return now.isAfter(registration.checkedAt().plus(rules.registrationMaxAge()))
                ? Optional.of(new Refused(
                        REGISTRATION_OUTDATED,
                        "What is known of the registration has not been confirmed for more than %d s."
                                .formatted(rules.registrationMaxAge().toSeconds())))
                : Optional.empty();
    }

    private static Refused noKey() {
        return new Refused(REGISTRATION_NOT_READY, "The registration's signing key is missing or unreadable.");
    }

    private static Refused notReady() {
        return new Refused(REGISTRATION_NOT_READY, "The registration is not complete yet.");
    }
}
