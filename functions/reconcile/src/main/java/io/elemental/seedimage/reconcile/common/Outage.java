package io.elemental.seedimage.reconcile.common;

import io.elemental.seedimage.format.StoredInstallation;
import io.elemental.seedimage.format.UnreadableDocumentException;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.ClusterRefusedException;
import io.elemental.seedimage.rules.cluster.ClusterUnavailableException;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.StoreUnavailableException;

/**
 * Distinguishes an outage from a failure of one SeedImage alone: asks the same server for something small that is
 * unrelated.
 */
public final class Outage {

    private static final ResourceRef NOBODY = new ResourceRef("default", "outage-check");

    private final StoredInstallation installation;
    private final SeedImages seedImages;
    private final BaseBuilds builds;

    public Outage(ObjectStore store, SeedImages seedImages, BaseBuilds builds) {
        this.installation = new StoredInstallation(store);
        this.seedImages = seedImages;
        this.builds = builds;
    }

    public boolean ofStore() {
        try {
            var _ = installation.installation();
            return false;
        } catch (UnreadableDocumentException _) {
            return false;
        } catch (StoreUnavailableException _) {
            return true;
        }
    }

    public boolean ofCluster() {
        try {
            var _ = seedImages.find(NOBODY);
            var _ = builds.stateOf(NOBODY.name());
            return false;
        } catch (ClusterRefusedException _) { // a refusal is an answer, too
            return false;
        } catch (ClusterUnavailableException _) {
            return true;
        }
    }
}
