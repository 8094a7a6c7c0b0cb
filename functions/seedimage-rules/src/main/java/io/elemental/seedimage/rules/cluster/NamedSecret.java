package io.elemental.seedimage.rules.cluster;

import java.util.Map;
import java.util.Optional;

/**
 * A Secret that a SeedImage names.
 *
 * @param host the value of {@link #HOST_ANNOTATION}: the one web server that may get a user and password; empty: none
 * @param data texts by their keys
 */
public record NamedSecret(String type, Optional<String> host, Map<String, String> data) {

    /** The type with credentials of registries. */
    public static final String DOCKER_CONFIG = "kubernetes.io/dockerconfigjson";

    /** The key with credentials of registries. */
    public static final String DOCKER_CONFIG_KEY = ".dockerconfigjson";

    /** The type with a user and a password. */
    public static final String BASIC = "kubernetes.io/basic-auth";

    /** The key with the public key of a pair that cosign made. */
    public static final String COSIGN_KEY = "cosign.pub";

    /** The key with certificates, of a ConfigMap. */
    public static final String AUTHORITIES_KEY = "ca.crt";

    /**
     * Whoever may create SeedImages, and may read no Secrets, could have a password sent to a server of their own: so
     * its Secret says which server it is for.
     */
    public static final String HOST_ANNOTATION = "seedimage.elemental.cattle.io/host";

    @Override
    public String toString() {
        return "NamedSecret[%s]".formatted(type);
    }
}
