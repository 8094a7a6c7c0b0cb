package io.elemental.seedimage.local.manifests;

import io.elemental.seedimage.cluster.StoredResources;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.Registrations;
import java.util.Optional;
import java.util.function.Supplier;

/** The ElementalRegistrations and key Secrets of the manifests. */
public final class FolderRegistrations implements Registrations {

    private final Supplier<Manifests> manifests;

    public FolderRegistrations(Supplier<Manifests> manifests) {
        this.manifests = manifests;
    }

    @Override
    public Optional<Registration> find(ResourceRef ref) {
        var now = manifests.get();
        var key = now.find(Manifest.SECRET, ref).flatMap(secret -> StoredResources.privateKey(secret.json()));
        return now.find(Manifest.REGISTRATION, ref)
                .map(manifest -> StoredResources.registration(ref, manifest.json(), key));
    }
}
