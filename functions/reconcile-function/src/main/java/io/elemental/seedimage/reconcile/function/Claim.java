package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.reconcile.Installation;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes sure that the store's prefix is ours before anything is written. Asks until store and cluster have answered
 * once.
 */
final class Claim {

    private final Installation installation;
    private final Supplier<String> cluster;
    private Optional<String> ours = Optional.empty();

    /** @param cluster uid of the kube-system namespace */
    Claim(Installation installation, Supplier<String> cluster) {
        this.installation = installation;
        this.cluster = cluster;
    }

    /**
     * {@link io.elemental.seedimage.reconcile.InstallationTakenException} where the prefix belongs to another cluster.
     */
    synchronized String require() {
        if (ours.isEmpty()) {
            var uid = cluster.get();
            installation.claim(uid);
            ours = Optional.of(uid);
        }
        return ours.get();
    }

    /** Has the store tried again where that is due. */
    void renewStore() {
        installation.renew(require());
    }
}
