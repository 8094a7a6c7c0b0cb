package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.base.BaseAccess;
import io.elemental.seedimage.rules.cluster.NamedSecret;
import java.util.Map;
import java.util.Optional;

/** Secrets that open registries, and how a SeedImage names one. */
final class PullSecrets {

    private PullSecrets() {}

    static BaseAccess named(String name) {
        return new BaseAccess(Optional.empty(), Optional.of(name), Optional.empty(), Optional.empty());
    }

    static NamedSecret dockerConfig(String json) {
        return new NamedSecret(
                NamedSecret.DOCKER_CONFIG, Optional.empty(), Map.of(NamedSecret.DOCKER_CONFIG_KEY, json));
    }
}
