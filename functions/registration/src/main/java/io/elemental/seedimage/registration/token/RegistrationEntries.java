package io.elemental.seedimage.registration.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.elemental.seedimage.registration.Sha256;
import io.elemental.seedimage.registration.files.AgentConfig;
import io.elemental.seedimage.registration.token.ShownToken.Read;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.RegistrationProblem;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes what the catalog says of a registration: whatever opens it, and nothing secret. */
public final class RegistrationEntries {

    /** The end of the year 9999: later times have no place in RFC 3339. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private RegistrationEntries() {}

    public static RegistrationEntry of(Registration registration, Instant now) {
        var publicKey = registration.privateKeyPem().flatMap(RegistrationKeys::publicPem);
        var claims = claims(registration.token());
        var problem = problem(registration, publicKey, claims, now);
        return new RegistrationEntry(
                registration.ref().namespace(),
                registration.ref().name(),
                registration.uid(),
                registration.uri(),
                problem.isEmpty() ? publicKey.orElseThrow() : null,
                claims.isPresent() ? TokenHash.of(registration.token()) : null,
                claims.map(RegistrationEntries::expiresAt).orElse(null),
                hash(registration, publicKey.orElse("")),
                problem.isEmpty(),
                problem.map(RegistrationProblem::notServable).orElse(null),
                now);
    }

    private static Optional<TokenClaims> claims(String token) {
        return TokenReading.of(token) instanceof Read(var _, var claims) ? Optional.of(claims) : Optional.empty();
    }

    /** Why nothing can be served for a registration, as its administrator has to know it; empty where all is well. */
    public static Optional<RegistrationProblem> problem(Registration registration, Instant now) {
        var publicKey = registration.privateKeyPem().flatMap(RegistrationKeys::publicPem);
        return problem(registration, publicKey, claims(registration.token()), now);
    }

    private static Optional<RegistrationProblem> problem(
            Registration registration, Optional<String> publicKey, Optional<TokenClaims> claims, Instant now) {
        if (registration.problem().isPresent()) {
            return Optional.of(RegistrationProblem.UNREADABLE);
        }
        if (!registration.ready()
                || registration.uri().isEmpty()
                || registration.token().isEmpty()) {
            return Optional.of(RegistrationProblem.NOT_READY);
        }
        if (registration.privateKeyPem().isEmpty()) {
            return Optional.of(RegistrationProblem.KEY_MISSING);
        }
        return publicKey
                .flatMap(RegistrationKeys::publicKey)
                .map(key -> problem(registration.token(), claims, key, now))
                .orElseGet(() -> Optional.of(RegistrationProblem.KEY_UNREADABLE));
    }

    private static Optional<RegistrationProblem> problem(
            String token, Optional<TokenClaims> claims, PublicKey key, Instant now) {
        if (claims.isEmpty()) {
            var word = claims(token.replaceAll("\\s", "")).isEmpty();
            return Optional.of(word ? RegistrationProblem.FROZEN : RegistrationProblem.TOKEN_SPACED);
        }
        // A beginning still to come is no matter: the clock that signed may be ahead of ours.
        if (claims.get().expired(now)) {
            return Optional.of(RegistrationProblem.TOKEN_EXPIRED);
        }
        return TokenSignature.verifies(token, key)
                ? Optional.empty()
                : Optional.of(RegistrationProblem.TOKEN_OF_OTHER_KEY);
    }

    private static @Nullable Instant expiresAt(TokenClaims claims) {
        return claims.expiry() == null ? null : Instant.ofEpochSecond(Math.clamp(claims.expiry(), 0, LAST_SECOND));
    }

    // The lengths in front keep neighbours from running into each other.
    private static String hash(Registration registration, String publicKey) {
        var text = new StringBuilder();
        for (var part : new String[] {registration.uid(), publicKey, AgentConfig.of(registration)}) {
            text.append(part.length()).append(':').append(part);
        }
        return Sha256.hex(text.toString().getBytes(UTF_8));
    }
}
