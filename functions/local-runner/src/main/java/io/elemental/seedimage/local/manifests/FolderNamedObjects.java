package io.elemental.seedimage.local.manifests;

import io.elemental.seedimage.cluster.StoredResources;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.NamedObjects;
import io.elemental.seedimage.rules.cluster.NamedSecret;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The Secrets and ConfigMaps of the manifests. */
final class FolderNamedObjects implements NamedObjects {

    private final Supplier<Manifests> manifests;

    FolderNamedObjects(Supplier<Manifests> manifests) {
        this.manifests = manifests;
    }

    @Override
    public Optional<NamedSecret> secret(ResourceRef ref) {
        return manifests.get().find(Manifest.SECRET, ref).map(secret -> StoredResources.secret(secret.json()));
    }

    @Override
    public Optional<Map<String, String>> configMap(ResourceRef ref) {
        return manifests.get().find(Manifest.CONFIG_MAP, ref).map(map -> StoredResources.configMap(map.json()));
    }
}
