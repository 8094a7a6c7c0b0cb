package io.elemental.seedimage.testing;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.NamedObjects;
import io.elemental.seedimage.rules.cluster.NamedSecret;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Secrets and ConfigMaps in memory. */
public final class InMemoryNamedObjects implements NamedObjects {

    private final Map<ResourceRef, NamedSecret> secrets = new ConcurrentHashMap<>();
    private final Map<ResourceRef, Map<String, String>> configMaps = new ConcurrentHashMap<>();

    public void put(ResourceRef ref, NamedSecret secret) {
        secrets.put(ref, secret);
    }

    public void put(ResourceRef ref, Map<String, String> configMap) {
        configMaps.put(ref, configMap);
    }

    public void remove(ResourceRef secret) {
        secrets.remove(secret);
    }

    @Override
    public Optional<NamedSecret> secret(ResourceRef ref) {
        return Optional.ofNullable(secrets.get(ref));
    }

    @Override
    public Optional<Map<String, String>> configMap(ResourceRef ref) {
        return Optional.ofNullable(configMaps.get(ref));
    }
}
