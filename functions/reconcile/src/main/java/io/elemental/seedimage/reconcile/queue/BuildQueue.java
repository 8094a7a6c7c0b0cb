package io.elemental.seedimage.reconcile.queue;

import io.elemental.seedimage.format.BuildsDocument;
import io.elemental.seedimage.format.BuildsDocument.Waiting;
import io.elemental.seedimage.format.StoredInstallation;
import io.elemental.seedimage.reconcile.common.Admission;
import io.elemental.seedimage.reconcile.settings.BuildLimits;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The queue of base builds. The store says who waits. The cluster says what runs, so a crash loses no place. */
public final class BuildQueue {

    private static final int TRIES = 20;

    private final StoredInstallation documents;
    private final BaseBuilds builds;
    private final BuildLimits limits;
    private final AtomicBoolean placesFree = new AtomicBoolean();

    public BuildQueue(ObjectStore store, BaseBuilds builds, BuildLimits limits) {
        this.documents = new StoredInstallation(store);
        this.builds = builds;
        this.limits = limits;
    }

    /** Whether a build may begin. If not, it is put into the queue. */
    public Admission ask(String build, ResourceRef seedImage, Instant now) {
        var asking = new Waiting(build, seedImage.namespace(), seedImage.name(), now);
        for (var tries = 0; tries < TRIES; tries++) {
            var stored = documents.builds();
            var known = known(stored);
            var with = WaitingBuilds.with(known, asking);
            var turns = new BuildTurns(builds.unfinished(), with, limits);
            var due = turns.due();
            var mine = due.stream().filter(one -> one.build().equals(build)).findFirst();
            if (mine.isPresent()) {
                return new Admission.Go(mine.get().namespace());
            }
            if (with.equals(known) || put(with, stored)) {
                if (!due.isEmpty()) {
                    placesAreFree();
                }
                return WaitingBuilds.find(with, build, seedImage.namespace())
                        .map(turns::before)
                        .map(Admission.Wait::behind)
                        .orElseGet(() -> Admission.Wait.behindTooMany(WaitingBuilds.of(with, seedImage.namespace())));
            }
        }
        throw overtaken();
    }

    /** Notes that a build began, and for which namespace. Also where nobody waits: somebody may wait later. */
    public void begun(String build, String namespace) {
        change(known -> WaitingBuilds.begun(known, build, namespace));
    }

    /** The builds that may begin now. Asks for running builds only where somebody waits. */
    List<Waiting> due() {
        var known = known(documents.builds());
        return known.waiting().isEmpty() ? List.of() : new BuildTurns(builds.unfinished(), known, limits).due();
    }

    /** Removes one whose turn came, but who did not begin. */
    void drop(Waiting gone) {
        change(known -> WaitingBuilds.without(known, gone));
    }

    /** Removes all but these. */
    public void keep(Predicate<Waiting> wanted) {
        change(known -> WaitingBuilds.only(known, wanted));
    }

    /** Hears that a build ended, or that others may begin for another reason. */
    public void placesAreFree() {
        placesFree.set(true);
    }

    /** Whether a place became free since the last question. */
    public boolean seesFreePlaces() {
        return placesFree.getAndSet(false);
    }

    private void change(UnaryOperator<BuildsDocument> change) {
        for (var tries = 0; tries < TRIES; tries++) {
            var stored = documents.builds();
            var known = known(stored);
            var changed = change.apply(known);
            if (changed.equals(known) || put(changed, stored)) {
                return;
            }
        }
        throw overtaken();
    }

    private boolean put(BuildsDocument document, Optional<Versioned<BuildsDocument>> last) {
        var precondition = last.<Precondition>map(stored -> new Precondition.Unchanged(stored.etag()))
                .orElseGet(Precondition.Absent::new);
        return documents.put(document, precondition) instanceof PutOutcome.Written;
    }

    private static BuildsDocument known(Optional<Versioned<BuildsDocument>> stored) {
        return stored.map(Versioned::value).orElse(BuildsDocument.EMPTY);
    }

    private static StoreUnavailableException overtaken() {
        return new StoreUnavailableException("the list of waiting builds is written by others all the time");
    }
}
