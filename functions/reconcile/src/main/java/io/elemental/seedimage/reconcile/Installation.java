package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.format.InstallationDocument;
import io.elemental.seedimage.format.StoredInstallation;
import io.elemental.seedimage.reconcile.common.KnownStore;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records which cluster owns the prefix, and what its store can do. Two clusters on one prefix would delete each
 * other's images.
 */
public final class Installation {

    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);
    private static final int TRIES = 5;

    private final StoredInstallation documents;
    private final KnownStore store;
    private final String adopt;
    private final InstantSource clock;

    /** @param adopt the cluster whose prefix may be taken over, once; empty: none */
    public Installation(ObjectStore objects, KnownStore store, String adopt, InstantSource clock) {
        this.documents = new StoredInstallation(objects);
        this.store = store;
        this.adopt = adopt;
        this.clock = clock;
    }

    /**
     * Takes the prefix for a cluster, or finds that it has it already; {@link InstallationTakenException} when another
     * cluster has it. A store that nobody tried is tried before anything is written.
     *
     * @param cluster uid of the kube-system namespace
     * @return the cluster that the prefix was taken over from right now
     */
    public Optional<String> claim(String cluster) {
        return take(cluster, () -> true);
    }

    /** Tries the store again where that is due, unless another process did; an outage puts it off. */
    public void renew(String cluster) {
        if (!store.isDue()) {
            return;
        }
        try {
            var _ = take(cluster, () -> !store.isDue());
        } catch (StoreUnavailableException e) {
            LOG.atWarn().addKeyValue("problem", e.getMessage()).log("the store cannot be tried now");
        }
    }

    private Optional<String> take(String cluster, BooleanSupplier knowsEnough) {
        for (var tries = 0; tries < TRIES; tries++) {
            var found = documents.installation();
            var other = found.map(last -> last.value().cluster()).filter(owner -> !owner.equals(cluster));
            var known = isKnown(found) && knowsEnough.getAsBoolean();
            if (known && other.isEmpty()) {
                return Optional.empty();
            }
            var mine = found.map(last -> owned(last.value(), cluster))
                    .orElseGet(() -> new InstallationDocument(cluster, now()));
            if (isWritten(known ? mine : mine.with(store.look()), found)) {
                return other;
            }
        }
        throw new InstallationTakenException(
                "Others take the bucket's prefix at the same time; this is cluster %s.".formatted(cluster));
    }

    private boolean isKnown(Optional<Versioned<InstallationDocument>> found) {
        return found.flatMap(document -> Optional.ofNullable(document.value().store()))
                .filter(store::learn)
                .isPresent();
    }

    private InstallationDocument owned(InstallationDocument owner, String cluster) {
        if (owner.cluster().equals(cluster)) {
            return owner;
        }
        var before = Optional.ofNullable(owner.adopted()).orElse(List.of());
        if (!owner.cluster().equals(adopt)) {
            throw taken(owner, cluster, "Give each its own prefix.");
        }
        if (before.contains(cluster)) {
            throw taken(owner, cluster, "It took over the prefix of this cluster, so it is not given back.");
        }
        return new InstallationDocument(
                cluster,
                now(),
                owner.store(),
                Stream.concat(before.stream(), Stream.of(owner.cluster())).toList());
    }

    private static InstallationTakenException taken(InstallationDocument owner, String cluster, String remedy) {
        return new InstallationTakenException(
                "The bucket's prefix has belonged to cluster %s since %s; this is cluster %s. %s"
                        .formatted(owner.cluster(), owner.createdAt(), cluster, remedy));
    }

    /** A store that knows no conditions can be told no other way than without. */
    private boolean isWritten(InstallationDocument mine, Optional<Versioned<InstallationDocument>> last) {
        var precondition = store.get().flatMap(found -> found.objection()).isPresent()
                ? new Precondition.None()
                : last.<Precondition>map(found -> new Precondition.Unchanged(found.etag()))
                        .orElseGet(Precondition.Absent::new);
        return documents.put(mine, precondition) instanceof PutOutcome.Written;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
