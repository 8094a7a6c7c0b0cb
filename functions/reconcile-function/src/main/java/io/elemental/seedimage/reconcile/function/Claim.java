package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.reconcile.Installation;
import java.util.function.Supplier;

/** Nothing is written before it is known that the store's prefix is ours; asked once, when store and cluster answer. */
final class Claim {

    private final Installation installation;
    private final Supplier<String> cluster;
    private boolean ours;

    /** @param cluster uid of the kube-system namespace */
    Claim(Installation installation, Supplier<String> cluster) {
        this.installation = installation;
        this.cluster = cluster;
    }

    /** {@link io.elemental.seedimage.reconcile.InstallationTakenException} where it is another cluster's. */
    synchronized void require() {
        if (!ours) {
            installation.claim(cluster.get());
            ours = true;
        }
    }
}
