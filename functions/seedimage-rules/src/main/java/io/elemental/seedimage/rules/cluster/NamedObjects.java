package io.elemental.seedimage.rules.cluster;

import io.elemental.seedimage.rules.ResourceRef;
import java.util.Map;
import java.util.Optional;

/**
 * The Secrets and ConfigMaps that SeedImages name for their bases, each in its own namespace. Every method throws
 * {@link ClusterUnavailableException} when their server does not answer.
 */
public interface NamedObjects {

    /** None at all. */
    NamedObjects NONE = new NamedObjects() {
        @Override
        public Optional<NamedSecret> secret(ResourceRef ref) {
            return Optional.empty();
        }

        @Override
        public Optional<Map<String, String>> configMap(ResourceRef ref) {
            return Optional.empty();
        }
    };

    /** Empty where there is none. Only what a base can need is read of it. */
    Optional<NamedSecret> secret(ResourceRef ref);

    /** The certificates in a ConfigMap, {@code ca.crt}; empty where there is no ConfigMap. */
    Optional<Map<String, String>> configMap(ResourceRef ref);
}
