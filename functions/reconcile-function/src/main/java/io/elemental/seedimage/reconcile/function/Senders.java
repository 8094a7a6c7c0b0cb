package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.reconcile.function.Envelopes.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Checks who sends events. Where Eventing has identities, triggers send tokens, and the cluster says whose they are. A
 * token that was valid a moment ago is not checked again.
 */
final class Senders {

    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);
    private static final int REMEMBERED = 100;
    private static final Pattern BEARER = Pattern.compile(
            "Bearer ([A-Za-z0-9_-]{1,1000}\\.([A-Za-z0-9_-]{1,4000})\\.[A-Za-z0-9_-]{1,2000})",
            Pattern.CASE_INSENSITIVE);

    private final Set<String> allowed;
    private final Function<String, Optional<String>> subjects;
    private final InstantSource clock;

    /** Until when tokens count as valid, by their digests. */
    private final Map<String, Instant> good = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * For one cluster.
     *
     * @param allowed subjects of tokens; empty: everybody may send, without a token
     * @param subjects the owner of a token for our audience; empty where the token is invalid
     */
    Senders(Set<String> allowed, Function<String, Optional<String>> subjects, InstantSource clock) {
        this.allowed = allowed;
        this.subjects = subjects;
        this.clock = clock;
    }

    /** {@link RefusedException} for senders that are not allowed. */
    void require(HttpServletRequest request) {
        if (allowed.isEmpty()) {
            return;
        }
        var bearer = BEARER.matcher(Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .orElse(""));
        if (!bearer.matches()) {
            throw new RefusedException(HttpStatus.UNAUTHORIZED, "The event has no token of a trigger.");
        }
        var digest = digest(bearer.group(1));
        if (isKnown(digest)) {
            return;
        }
        if (!claimsToBeAllowed(bearer.group(2))
                || subjects.apply(bearer.group(1)).filter(allowed::contains).isEmpty()) {
            throw new RefusedException(HttpStatus.FORBIDDEN, "The event's token is not one of our triggers'.");
        }
        remember(digest);
    }

    /** Whether the token's claims contain an allowed subject. Other tokens cost no call of the cluster. */
    private boolean claimsToBeAllowed(String claims) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8);
            return allowed.stream().anyMatch(subject -> text.contains("\"" + subject + "\""));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private synchronized boolean isKnown(String digest) {
        var until = good.get(digest);
        return until != null && clock.instant().isBefore(until);
    }

    private synchronized void remember(String digest) {
        good.remove(digest);
        good.put(digest, clock.instant().plus(REMEMBERED_FOR));
    }

    private static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
