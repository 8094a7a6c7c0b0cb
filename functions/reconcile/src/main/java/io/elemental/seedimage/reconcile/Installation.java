package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.format.InstallationDocument;
import io.elemental.seedimage.format.StoredInstallation;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Records which cluster owns the prefix. Two clusters on one prefix would delete each other's images. */
public final class Installation {

    private static final int TRIES = 5;

    private final StoredInstallation documents;
    private final String adopt;
    private final InstantSource clock;

    /** @param adopt the cluster whose prefix may be taken over, once; empty: none */
    public Installation(ObjectStore store, String adopt, InstantSource clock) {
        this.documents = new StoredInstallation(store);
        this.adopt = adopt;
        this.clock = clock;
    }

    /**
     * Takes the prefix for a cluster, or finds that it has it already; {@link InstallationTakenException} when another
     * cluster has it.
     *
     * @param cluster uid of the kube-system namespace
     * @return the cluster that the prefix was taken over from right now
     */
    public Optional<String> claim(String cluster) {
        for (var tries = 0; tries < TRIES; tries++) {
            var owner = documents.installation();
            if (owner.filter(now -> now.value().cluster().equals(cluster)).isPresent()) {
                return Optional.empty();
            }
            if (owner.isEmpty()) {
                if (written(new InstallationDocument(cluster, now()), new Precondition.Absent())) {
                    return Optional.empty();
                }
            } else if (written(
                    adopted(owner.get().value(), cluster),
                    new Precondition.Unchanged(owner.get().etag()))) {
                return Optional.of(adopt);
            }
        }
        throw new InstallationTakenException("Others take the bucket's prefix at the same time; this is cluster %s."
                .formatted(cluster));
    }

    private InstallationDocument adopted(InstallationDocument owner, String cluster) {
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
                Stream.concat(before.stream(), Stream.of(owner.cluster())).toList());
    }

    private static InstallationTakenException taken(InstallationDocument owner, String cluster, String remedy) {
        return new InstallationTakenException(
                "The bucket's prefix has belonged to cluster %s since %s; this is cluster %s. %s"
                        .formatted(owner.cluster(), owner.createdAt(), cluster, remedy));
    }

    private boolean written(InstallationDocument document, Precondition precondition) {
        return documents.put(document, precondition) instanceof PutOutcome.Written;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
