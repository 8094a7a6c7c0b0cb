package io.elemental.seedimage.rules.cluster;

import io.elemental.seedimage.rules.Excerpt;
import io.elemental.seedimage.rules.ResourceRef;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An ElementalRegistration with its key: what an image carries, and what opens it. Holds secrets.
 *
 * @param ready whether the provider said {@code Ready}, and nothing is wrong with it
 * @param uri {@code spec.config.elemental.registration.uri}; empty until the provider wrote it
 * @param caCert PEM, or null where the registration has none
 * @param token the registration token; empty until the provider wrote it; any word when frozen
 * @param tokenDuration in nanoseconds, as stored; null where absent
 * @param agent the JSON tree of {@code spec.config.elemental.agent}, as stored
 * @param privateKeyPem the key Secret's {@code privKey}, PKCS#8 PEM of an Ed25519 key; empty where Secret or key is
 *     missing
 * @param problem one sentence why it cannot be read, or no machine could reach it, which is why it is not ready
 */
public record Registration(
        ResourceRef ref,
        String uid,
        boolean ready,
        String uri,
        @Nullable String caCert,
        String token,
        @Nullable Long tokenDuration,
        Map<String, @Nullable Object> agent,
        Optional<String> privateKeyPem,
        Optional<String> problem) {

    /** One that can be read. */
    public Registration(
            ResourceRef ref,
            String uid,
            boolean ready,
            String uri,
            @Nullable String caCert,
            String token,
            @Nullable Long tokenDuration,
            Map<String, @Nullable Object> agent,
            Optional<String> privateKeyPem) {
        this(ref, uid, ready, uri, caCert, token, tokenDuration, agent, privateKeyPem, Optional.empty());
    }

    /** What may keep machines from registering although nothing is wrong with it as it is written. */
    public Optional<Warning> warning() {
        return Optional.ofNullable(caCert)
                .filter(text -> problem.isEmpty() && !text.contains("-----BEGIN"))
                .map(path -> new Warning(
                        Warning.REGISTRATION,
                        ("names a registration whose caCert is no certificate, but the path '%s': without that file in the"
                                        + " image, no machine can register")
                                .formatted(Excerpt.of(path.strip()))));
    }

    @Override
    public String toString() {
        return "Registration[%s, %s]".formatted(ref, uri);
    }
}
