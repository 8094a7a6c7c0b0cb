package io.elemental.seedimage.local.manifests;

import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.NamedObjects;
import io.elemental.seedimage.rules.cluster.Registrations;
import io.elemental.seedimage.rules.cluster.SeedImages;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The manifests of a folder. */
public final class FolderResources implements ResourceSource {

    private final SeedImageFiles files;
    private final ManifestsNow manifests;
    private final Delivery defaultDelivery;
    private Optional<WatchManifests> watch = Optional.empty();

    /** @param defaultDelivery what a SeedImage gets that does not say */
    public FolderResources(Path folder, Path data, Delivery defaultDelivery, Terminal terminal) {
        this.files = new SeedImageFiles(data);
        this.manifests = new ManifestsNow(new ManifestFolder(folder), files, terminal);
        this.defaultDelivery = defaultDelivery;
    }

    @Override
    public SeedImages seedImages() {
        return new FolderSeedImages(manifests, files, defaultDelivery, InstantSource.system());
    }

    @Override
    public Registrations registrations() {
        return new FolderRegistrations(manifests);
    }

    @Override
    public NamedObjects namedObjects() {
        return new FolderNamedObjects(manifests);
    }

    @Override
    public List<ResourceRef> look() {
        return manifests.look();
    }

    @Override
    public void watch(Runnable changed) {
        watch = Optional.of(WatchManifests.start(manifests.folder(), changed));
    }

    /** The status of a SeedImage that is gone goes when nothing of it is left. */
    @Override
    public void settled(ResourceRef seedImage) {
        if (manifests.get().find(Manifest.SEED_IMAGE, seedImage).isEmpty()) {
            files.removeStatus(seedImage);
        }
    }

    @Override
    public void close() {
        watch.ifPresent(WatchManifests::close);
    }
}
