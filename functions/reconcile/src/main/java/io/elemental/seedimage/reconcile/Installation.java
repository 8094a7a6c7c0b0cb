package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.format.InstallationDocument;
import io.elemental.seedimage.format.StoredInstallation;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Who owns the prefix: two clusters that write to one would each delete what is the other's. */
public final class Installation {

    private final StoredInstallation documents;
    private final InstantSource clock;

    public Installation(ObjectStore store, InstantSource clock) {
        this.documents = new StoredInstallation(store);
        this.clock = clock;
    }

    /**
     * Takes the prefix for a cluster, or sees that it has it; {@link InstallationTakenException} when another has.
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
                    "The bucket's prefix belongs to the cluster %s since %s; this is the cluster %s. Give each its own prefix."
                            .formatted(owner.cluster(), owner.createdAt(), cluster));
        }
    }
}
