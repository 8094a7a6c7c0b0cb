package io.elemental.seedimage.registration.token;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a token claims.
 *
 * @param expiry seconds since 1970; null is never
 * @param notBefore seconds since 1970; null is always
 */
record TokenClaims(
        @Nullable Long expiry,
        @Nullable Long notBefore,
        @Nullable String subject,
        List<String> audience) {

    /** Empty where a claim is not of its type: times are whole numbers, the audience is text or a list of texts. */
    static Optional<TokenClaims> of(Map<String, @Nullable Object> claims) {
        return wellTyped(claims)
                ? Optional.of(new TokenClaims(
                        (Long) claims.get("exp"),
                        (Long) claims.get("nbf"),
                        (String) claims.get("sub"),
                        audience(claims.get("aud"))))
                : Optional.empty();
    }

    /** A token opens nothing from the very second of its expiry on. */
    boolean expired(Instant now) {
        return expiry != null && now.getEpochSecond() >= expiry;
    }

    boolean notYetValid(Instant now) {
        return notBefore != null && now.getEpochSecond() < notBefore;
    }

    boolean isFor(String uri) {
        return uri.equals(subject) && audience.contains(uri);
    }

    private static boolean wellTyped(Map<String, @Nullable Object> claims) {
        return Stream.of("exp", "nbf", "iat").allMatch(name -> absentOr(Long.class, claims, name))
                && Stream.of("iss", "sub").allMatch(name -> absentOr(String.class, claims, name))
                && (absentOr(String.class, claims, "aud") || isListOfText(claims.get("aud")));
    }

    private static boolean absentOr(Class<?> type, Map<String, @Nullable Object> claims, String name) {
        return !claims.containsKey(name) || type.isInstance(claims.get(name));
    }

    private static boolean isListOfText(@Nullable Object value) {
        return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
    }

    private static List<String> audience(@Nullable Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(String.class::cast).toList();
            case String single -> List.of(single);
            case null, default -> List.of();
        };
    }
}
