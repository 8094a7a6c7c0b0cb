package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.format.InstallationDocument;
import io.elemental.seedimage.format.StoredInstallation;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Records which cluster owns the prefix. Two clusters on one prefix would delete each other's images. */
public final class Installation {

    private final StoredInstallation documents;
    private final InstantSource clock;

    public Installation(ObjectStore store, InstantSource clock) {
        this.documents = new StoredInstallation(store);
        this.clock = clock;
    }

    /**
     * Takes the prefix for a cluster, or finds that it has it already; {@link InstallationTakenException} when another
     * cluster has it.
     *
     * @param cluster uid of the kube-system namespace
     */
    public void claim(String cluster) {
        var owner = documents.installation().orElseGet(() -> {
            var mine = new InstallationDocument(cluster, clock.instant().truncatedTo(ChronoUnit.SECONDS));
            documents.put(mine, new Precondition.Absent());
            return documents.installation().orElse(mine);
        });
        if (!owner.cluster().equals(cluster)) {
            throw new InstallationTakenException(
                    "The bucket's prefix has belonged to cluster %s since %s; this is cluster %s. Give each its own prefix."
                            .formatted(owner.cluster(), owner.createdAt(), cluster));
        }
    }
}
