package io.elemental.seedimage.rules;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An ElementalRegistration with its key: what an image carries, and what opens it. Holds secrets.
 *
 * @param ready whether the provider said {@code Ready}
 * @param uri {@code spec.config.elemental.registration.uri}; empty until the provider wrote it
 * @param caCert PEM, or null where the registration has none
 * @param token the registration token; empty until the provider wrote it; any word when frozen
 * @param tokenDuration in nanoseconds, as stored; null where absent
 * @param agent the JSON tree of {@code spec.config.elemental.agent}, as stored
 * @param privateKeyPem the key Secret's {@code privKey}, PKCS#8 PEM of an Ed25519 key; empty where Secret or key is
 *     missing
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
        Optional<String> privateKeyPem) {

    @Override
    public String toString() {
        return "Registration[%s, %s]".formatted(ref, uri);
    }
}
