package io.elemental.seedimage.registration.token;

import static io.elemental.seedimage.rules.download.Refusal.REGISTRATION_FROZEN;
import static io.elemental.seedimage.rules.download.Refusal.REGISTRATION_NOT_READY;
import static io.elemental.seedimage.rules.download.Refusal.REGISTRATION_OUTDATED;
import static io.elemental.seedimage.rules.download.Refusal.REGISTRATION_UNKNOWN;
import static io.elemental.seedimage.rules.download.Refusal.TOKEN_REFUSED;

import io.elemental.seedimage.registration.token.TokenCheck.Authorized;
import io.elemental.seedimage.registration.token.TokenCheck.Refused;
import io.elemental.seedimage.rules.catalog.NotServable;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import java.time.Instant;
import java.util.Optional;

/** Decides whether a token opens a registration: as the provider does, and stricter where that was found open. */
public final class CheckToken {

    /** Of all tokens that could have opened something and do not; which of it is true, only their makers may know. */
    private static final Refused REFUSED = new Refused(
            TOKEN_REFUSED,
            "The token is not signed with the registration's key, or not valid now, or made for another URI.");

    private final TokenRules rules;
    private final VerifiedSignatures signatures = new VerifiedSignatures();

    public CheckToken(TokenRules rules) {
        this.rules = rules;
    }

    /**
     * The first refusal from top to bottom: unknown registration, bad token, registration that opens nothing.
     *
     * @param registration what the catalog holds of it; empty: there is no such registration, as where it was deleted
     */
    public TokenCheck check(ShownToken.Token token, Optional<RegistrationEntry> registration, Instant now) {
        return registration
                .filter(found -> found.reason() != NotServable.NOT_FOUND)
                .map(found -> check(token, found, now))
                .orElseGet(CheckToken::unknown);
    }

    /**
     * The refusal of whatever is shown for a registration, where it opens nothing; a link is no token, but ends with
     * it.
     */
    public Optional<Refused> opensNothing(Optional<RegistrationEntry> registration, Instant now) {
        var found = registration.filter(known -> known.reason() != NotServable.NOT_FOUND);
        return found.isEmpty()
                ? Optional.of(unknown())
                : notServable(found.get(), now).or(() -> outdated(found.get(), now));
    }

    private TokenCheck check(ShownToken.Token token, RegistrationEntry registration, Instant now) {
        return switch (token) {
            case ShownToken.Read(var text, var claims) -> check(text, claims, registration, now);
            case ShownToken.Unreadable(var detail) -> new Refused(TOKEN_REFUSED, detail);
        };
    }

    /**
     * What costs little comes first: whoever makes up tokens shall not make us verify them. Without a readable key the
     * signature cannot be looked at; then nothing is authorized in the end.
     */
    private TokenCheck check(String token, TokenClaims claims, RegistrationEntry registration, Instant now) {
        if (!agree(token, claims, registration, now)) {
            return REFUSED;
        }
        var key = Optional.ofNullable(registration.publicKey()).flatMap(RegistrationKeys::publicKey);
        if (key.isPresent() && !signatures.verifies(token, key.get())) {
            return REFUSED;
        }
        return notServable(registration, now)
                .or(() -> key.isEmpty() ? Optional.of(noKey()) : Optional.empty())
                .or(() -> outdated(registration, now))
                .<TokenCheck>map(refused -> refused)
                .orElseGet(() -> new Authorized(registration));
    }

    private boolean agree(String token, TokenClaims claims, RegistrationEntry registration, Instant now) {
        return !claims.expired(now)
                && !claims.notYetValid(now)
                && (!rules.strictAudience() || claims.isFor(registration.uri()) || TokenHash.isOf(token, registration));
    }

    private static Optional<Refused> notServable(RegistrationEntry registration, Instant now) {
        if (registration.servable()) {
            return tokenIsOver(registration, now) ? Optional.of(tokenIsOver()) : Optional.empty();
        }
        var reason = registration.reason();
        return Optional.of(
                switch (reason) {
                    case NOT_FOUND -> unknown();
                    case FROZEN ->
                        tokenIsOver(registration, now)
                                ? tokenIsOver()
                                : new Refused(
                                        REGISTRATION_FROZEN,
                                        "The registration is frozen, or its own token is unusable; the SeedImage's status says"
                                                + " which.");
                    case KEY_MISSING -> noKey();
                    case NOT_READY -> notReady();
                    case null -> notReady();
                });
    }

    private Optional<Refused> outdated(RegistrationEntry registration, Instant now) {
        return now.isAfter(registration.checkedAt().plus(rules.registrationMaxAge()))
                ? Optional.of(new Refused(
                        REGISTRATION_OUTDATED,
                        "What is known of the registration has not been confirmed for more than %s s."
                                .formatted(rules.registrationMaxAge().toSeconds())))
                : Optional.empty();
    }

    private static boolean tokenIsOver(RegistrationEntry registration, Instant now) {
        var expiresAt = registration.tokenExpiresAt();
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    private static Refused tokenIsOver() {
        return new Refused(REGISTRATION_FROZEN, "The registration's own token has expired.");
    }

    private static Refused unknown() {
        return new Refused(REGISTRATION_UNKNOWN, "There is no such registration, or it has no SeedImage.");
    }

    private static Refused noKey() {
        return new Refused(REGISTRATION_NOT_READY, "The registration's signing key is missing or unreadable.");
    }

    private static Refused notReady() {
        return new Refused(
                REGISTRATION_NOT_READY,
                "The registration is not complete yet, or is not usable as it is; the SeedImage's status says which.");
    }
}
