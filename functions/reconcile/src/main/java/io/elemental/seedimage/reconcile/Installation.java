package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.format.InstallationDocument;
import io.elemental.seedimage.format.StoredInstallation;
import io.elemental.seedimage.reconcile.common.KnownStore;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records which cluster owns the prefix, and what its store can do. Two clusters on one prefix would delete each
 * other's images.
 */
public final class Installation {

    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);

    private final StoredInstallation documents;
    private final KnownStore store;
    private final InstantSource clock;

    public Installation(ObjectStore objects, KnownStore store, InstantSource clock) {
        this.documents = new StoredInstallation(objects);
        this.store = store;
        this.clock = clock;
    }

    /**
     * Takes the prefix for a cluster, or finds that it has it already; {@link InstallationTakenException} when another
     * cluster has it. A store that nobody tried is tried before anything is written.
     *
     * @param cluster uid of the kube-system namespace
     */
    public void claim(String cluster) {
        if (!isKnown(owned(cluster))) {
            look(cluster);
        }
    }

    /** Tries the store again where that is due, unless another process did; an outage puts it off. */
    public void renew(String cluster) {
        if (!store.isDue()) {
            return;
        }
        try {
            if (!isKnown(owned(cluster)) || store.isDue()) {
                look(cluster);
            }
        } catch (StoreUnavailableException e) {
            LOG.atWarn().addKeyValue("problem", e.getMessage()).log("the store cannot be tried now");
        }
    }

    private boolean isKnown(Optional<Versioned<InstallationDocument>> found) {
        return found.flatMap(document -> Optional.ofNullable(document.value().store()))
                .filter(store::learn)
                .isPresent();
    }

    /** Another process may write in between: what it found is as good, but the prefix must be ours. */
    private void look(String cluster) {
        var found = store.look();
        var before = owned(cluster);
        var mine = before.map(Versioned::value)
                .orElseGet(
                        () -> new InstallationDocument(cluster, clock.instant().truncatedTo(ChronoUnit.SECONDS)))
                .with(found);
        var precondition = before.<Precondition>map(last -> new Precondition.Unchanged(last.etag()))
                .orElseGet(Precondition.Absent::new);
        // A store that knows no conditions can be told no other way.
        documents.put(mine, found.objection().isPresent() ? new Precondition.None() : precondition);
        var _ = owned(cluster);
    }

    private Optional<Versioned<InstallationDocument>> owned(String cluster) {
        var found = documents.installation();
        found.map(Versioned::value)
                .filter(owner -> !owner.cluster().equals(cluster))
                .ifPresent(owner -> {
                    throw new InstallationTakenException(
                            "The bucket's prefix has belonged to cluster %s since %s; this is cluster %s. Give each its own prefix."
                                    .formatted(owner.cluster(), owner.createdAt(), cluster));
                });
        return found;
    }
}
