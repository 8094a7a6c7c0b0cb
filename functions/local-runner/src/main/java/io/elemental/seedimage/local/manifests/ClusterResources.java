package io.elemental.seedimage.local.manifests;

import io.elemental.seedimage.cluster.ClusterConnection;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.NamedObjects;
import io.elemental.seedimage.rules.cluster.Registrations;
import io.elemental.seedimage.rules.cluster.SeedImages;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** The SeedImages and registrations of an API server. */
public final class ClusterResources implements ResourceSource {

    private final ClusterConnection cluster;
    private final TreeSet<ResourceRef> known = new TreeSet<>();

    public ClusterResources(Path kubeconfig) {
        this.cluster = ClusterConnection.open(kubeconfig);
    }

    @Override
    public SeedImages seedImages() {
        return cluster.seedImages();
    }

    @Override
    public Registrations registrations() {
        return cluster.registrations();
    }

    @Override
    public NamedObjects namedObjects() {
        return cluster.namedObjects();
    }

    @Override
    public synchronized List<ResourceRef> look() {
        try (var all = cluster.seedImages().refs()) {
            all.forEach(known::add);
        }
        return List.copyOf(known);
    }

    @Override
    public void watch(Runnable changed) {
        cluster.watch(changed);
    }

    @Override
    public synchronized void settled(ResourceRef seedImage) {
        if (cluster.seedImages().find(seedImage).isEmpty()) {
            known.remove(seedImage);
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
