package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.reconcile.Installation;
import io.elemental.seedimage.rules.cluster.Announcement;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that the store's prefix is ours before anything is written. Asks until store and cluster have answered
 * once.
 */
final class Claim {

    private static final Logger LOG = LoggerFactory.getLogger(Claim.class);

    private final Installation installation;
    private final Supplier<String> cluster;
    private final Consumer<Announcement> operator;
    private Optional<String> ours = Optional.empty();

    /**
     * A claim that is not made yet.
     *
     * @param cluster uid of the kube-system namespace
     * @param operator is told when the prefix of another cluster is taken over
     */
    Claim(Installation installation, Supplier<String> cluster, Consumer<Announcement> operator) {
        this.installation = installation;
        this.cluster = cluster;
        this.operator = operator;
    }

    /**
     * {@link io.elemental.seedimage.reconcile.InstallationTakenException} where the prefix belongs to another cluster.
     */
    synchronized String require() {
        if (ours.isEmpty()) {
            var mine = cluster.get();
            installation
                    .claim(mine)
                    .map(old -> "This cluster, %s, took over the bucket's prefix from cluster %s.".formatted(mine, old))
                    .ifPresent(sentence -> {
                        LOG.atWarn().log(sentence);
                        operator.accept(new Announcement(true, "InstallationAdopted", sentence));
                    });
            ours = Optional.of(mine);
        }
        return ours.get();
    }

    /** Has the store tried again where that is due. */
    void renewStore() {
        installation.renew(require());
    }
}
