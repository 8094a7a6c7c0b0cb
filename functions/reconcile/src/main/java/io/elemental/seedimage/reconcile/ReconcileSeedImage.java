package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.reconcile.base.AcceptResult;
import io.elemental.seedimage.reconcile.base.Bases;
import io.elemental.seedimage.reconcile.base.BuildBase;
import io.elemental.seedimage.reconcile.base.BuildProgress;
import io.elemental.seedimage.reconcile.base.Grants;
import io.elemental.seedimage.reconcile.base.ReadAccess;
import io.elemental.seedimage.reconcile.base.RecordBase;
import io.elemental.seedimage.reconcile.base.SafeGrants;
import io.elemental.seedimage.reconcile.common.Outage;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.reconcile.common.OvertakenException;
import io.elemental.seedimage.reconcile.common.Pass;
import io.elemental.seedimage.reconcile.common.Reason;
import io.elemental.seedimage.reconcile.facts.Facts;
import io.elemental.seedimage.reconcile.facts.ReadFacts;
import io.elemental.seedimage.reconcile.facts.ReadSources;
import io.elemental.seedimage.reconcile.image.ComposeImage;
import io.elemental.seedimage.reconcile.image.ComposeParts;
import io.elemental.seedimage.reconcile.image.MakeImage;
import io.elemental.seedimage.reconcile.image.PrepareBase;
import io.elemental.seedimage.reconcile.image.ReadImageFacts;
import io.elemental.seedimage.reconcile.image.ReadImages;
import io.elemental.seedimage.reconcile.image.Redirects;
import io.elemental.seedimage.reconcile.image.RemoveImage;
import io.elemental.seedimage.reconcile.image.RenderImage;
import io.elemental.seedimage.reconcile.publish.EntriesOfRegistration;
import io.elemental.seedimage.reconcile.publish.Publish;
import io.elemental.seedimage.reconcile.publish.PublishRegistration;
import io.elemental.seedimage.reconcile.publish.PublishState;
import io.elemental.seedimage.reconcile.publish.ReportedState;
import io.elemental.seedimage.reconcile.publish.RevokeImages;
import io.elemental.seedimage.reconcile.publish.Withdraw;
import io.elemental.seedimage.reconcile.queue.BuildQueue;
import io.elemental.seedimage.reconcile.queue.NextBuilds;
import io.elemental.seedimage.reconcile.quota.Quotas;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.Registrations;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.steps.NextStep;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.StoreCapabilities;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads state, decides the next step, executes it, publishes; repeats until settled. */
public final class ReconcileSeedImage {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileSeedImage.class);

    /** More passes than any SeedImage needs, even when others write in between. */
    private static final int MOST_PASSES = 25;

    private final StoredBases documents;
    private final ReadFacts read;
    private final MakeImages make;
    private final PublishRegistration registrations;
    private final PublishState publish;
    private final Withdraw withdraw;
    private final BuildQueue queue;
    private final ReconcileSettings settings;
    private final InstantSource clock;
    private final Supplier<Optional<StoreCapabilities>> known;
    private final FailureIsolation isolation;

    public ReconcileSeedImage(
            SeedImages seedImages,
            Registrations registrations,
            BaseBuilds builds,
            ObjectStore store,
            MultipartUploads uploads,
            Granting granting,
            ReconcileSettings settings,
            InstantSource clock) {
        this(seedImages, registrations, builds, store, uploads, granting, settings, clock, Optional::empty, _ -> {});
    }

    /**
     * With what hears of failures, and what is known of the store.
     *
     * @param known what the store can do; where that is not known, it does all that is asked of it
     * @param ownFailures hears the exception's name whenever one SeedImage alone cannot be reconciled
     */
    public ReconcileSeedImage(
            SeedImages seedImages,
            Registrations registrations,
            BaseBuilds builds,
            ObjectStore store,
            MultipartUploads uploads,
            Granting granting,
            ReconcileSettings settings,
            InstantSource clock,
            Supplier<Optional<StoreCapabilities>> known,
            Consumer<String> ownFailures) {
        this.settings = settings;
        this.isolation = new FailureIsolation(new Outage(store, seedImages, builds), ownFailures);
        this.clock = clock;
        this.known = known;
        this.queue = new BuildQueue(store, builds, settings.builds());
        var catalog = new StoredCatalog(store);
        this.documents = new StoredBases(store);
        var bases = new Bases(store);
        var images = new StoredImages(store);
        var entries = new EntriesOfRegistration(store, catalog);
        var publishEntry = new Publish(catalog, seedImages, entries);
        this.read = new ReadFacts(seedImages, registrations, catalog, new ReadSources(documents, settings), clock);
        this.registrations = new PublishRegistration(
                catalog, new RevokeImages(catalog, entries, images, new RemoveImage(images, uploads)), settings);
        this.publish = new PublishState(publishEntry, this.registrations, settings);
        this.withdraw = new Withdraw(entries, publishEntry, settings.timing().retiredKeptFor());
        var redirects = new Redirects(settings.storeIsPublic(), known);
        var quotas = new Quotas(store, settings);
        var acceptResult = new AcceptResult(store, uploads, bases);
        this.make = new MakeImages(
                new ReadImages(bases, new ReadImageFacts(images, builds, redirects), redirects, settings),
                new MakeImage(
                        new PrepareBase(
                                new BuildBase(
                                        documents,
                                        builds,
                                        uploads,
                                        new Grants(granting.links(), new ReadAccess(granting.objects()), settings),
                                        new SafeGrants(granting.trial()),
                                        queue,
                                        settings.builds()),
                                new RecordBase(store, uploads, documents, builds, acceptResult, settings.retries()),
                                new BuildProgress(documents),
                                quotas),
                        new RenderImage(images, bases),
                        bases,
                        quotas),
                new ComposeImage(images, uploads, new ComposeParts(uploads, bases)),
                this.registrations,
                publish,
                seedImages,
                redirects,
                settings.timing().buildRetryAfter(),
                quotas);
    }

    /**
     * Does all that can be done for a SeedImage now. Extra, late and concurrent calls do no harm.
     *
     * @return when to look again, if not only at the next change
     */
    public Optional<Instant> reconcile(ResourceRef ref) {
        return reconcile(
                ref, Reason.CHANGE, clock.instant().plus(settings.timing().composeBudget()));
    }

    /**
     * The same, with the reason and a limit of time.
     *
     * @param composeUntil when to stop unfinished work, which a later call continues; checked between two steps, and
     *     between two parts of a composed image
     */
    public Optional<Instant> reconcile(ResourceRef ref, Reason reason, Instant composeUntil) {
        var lookAgain = lead(ref, reason, composeUntil);
        return queue.seesFreePlaces() && beginNextBuilds(composeUntil) ? Optional.of(clock.instant()) : lookAgain;
    }

    /** Begins the builds whose turn it is. Returns whether time ran out before all began. */
    public boolean beginNextBuilds(Instant until) {
        return objection().isEmpty()
                && new NextBuilds(queue).begin(() -> clock.instant().isBefore(until), ref -> {
                    var _ = isolation.run(ref, () -> {
                        var _ = lead(ref, Reason.CHANGE, until);
                        return Outcome.DONE;
                    });
                });
    }

    private Optional<Instant> lead(ResourceRef ref, Reason reason, Instant composeUntil) {
        for (var passes = 0; passes < MOST_PASSES; passes++) {
            if (passes > 0 && !clock.instant().isBefore(composeUntil)) {
                break;
            }
            try {
                switch (pass(ref, reason, () -> clock.instant().isBefore(composeUntil))) {
                    case Pass.Settled(var lookAgain) -> {
                        return lookAgain;
                    }
                    case Pass.Again() ->
                        LOG.atDebug().addKeyValue("seedImage", ref).log("one step further");
                }
            } catch (OvertakenException e) {
                LOG.atInfo()
                        .addKeyValue("seedImage", ref)
                        .addKeyValue("reason", e.getMessage())
                        .log("reading again");
            }
        }
        return Optional.of(clock.instant());
    }

    /** The same, isolated: a failure of this SeedImage does not stop the work on others. */
    public Outcome reconcileIsolated(ResourceRef ref, Reason reason, Instant until) {
        return isolation.run(
                ref,
                () -> reconcile(ref, reason, until)
                        .filter(again -> !again.isAfter(clock.instant()))
                        .map(_ -> Outcome.LEFT_OVER)
                        .orElse(Outcome.DONE));
    }

    /** Other work for one SeedImage, or for a registration: empty when it failed with that alone. */
    public <T> Optional<T> isolated(ResourceRef ref, Supplier<T> work) {
        return isolation.result(ref, work);
    }

    /** One sentence why nothing may be written into the store now; then statuses alone are. */
    public Optional<String> objection() {
        return known.get().flatMap(StoreCapabilities::objection);
    }

    /** The stored document of a source. */
    Optional<SourceDocument> source(String id) {
        return documents.source(id).map(Versioned::value);
    }

    /** Withdraws an entry whose SeedImage is gone, or belongs to another registration now. */
    public CatalogEntry withdraw(Versioned<CatalogEntry> entry, Instant now, boolean elsewhere) {
        return withdraw.one(
                entry, now, elsewhere ? now : now.plus(settings.timing().retiredKeptFor()));
    }

    private Pass pass(ResourceRef ref, Reason reason, BooleanSupplier timeLeft) {
        var found = read.read(ref, reason);
        var objection = objection();
        if (objection.isPresent()) {
            found.ifPresent(facts ->
                    publish.tell(facts, StillStates.unkept(facts, known.get().orElseThrow(), objection.get())));
            return new Pass.Settled(Optional.empty());
        }
        var now = found.map(Facts::now).orElseGet(read::now);
        var step = NextStep.decide(
                found.map(Facts::seedImage),
                found.flatMap(Facts::registrationFound),
                found.flatMap(Facts::expiresAt),
                found.filter(Facts::retriggered).isPresent(),
                now);
        return switch (step) {
            case NextStep.Withdraw() -> {
                withdraw.everywhere(ref, now);
                yield new Pass.Settled(Optional.empty());
            }
            case NextStep.Expire(var at) -> still(found.orElseThrow(), StillStates.expired(found.orElseThrow(), at));
            case NextStep.AwaitRegistration(var problem) ->
                still(found.orElseThrow(), StillStates.unserved(found.orElseThrow(), problem));
            case NextStep.MakeImages() -> make(found.orElseThrow(), timeLeft);
        };
    }

    private Pass make(Facts facts, BooleanSupplier timeLeft) {
        withdrawElsewhere(facts);
        return make.pass(facts, timeLeft);
    }

    /** Publishes a state in which no image is made. */
    private Pass still(Facts facts, ReportedState reported) {
        withdrawElsewhere(facts);
        return registrations.publish(facts)
                ? new Pass.Again()
                : publish.settled(facts, publish.publish(facts, reported), Optional.empty());
    }

    private void withdrawElsewhere(Facts facts) {
        if (facts.known().isEmpty()) {
            withdraw.elsewhere(facts.seedImage().ref(), facts.registrationRef(), facts.now());
        }
    }
}
