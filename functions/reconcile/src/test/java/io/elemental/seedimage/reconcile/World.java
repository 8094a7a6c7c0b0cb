package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.format.SourceId;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.reconcile.settings.BuildLimits;
import io.elemental.seedimage.reconcile.settings.BuildRetries;
import io.elemental.seedimage.reconcile.settings.NamespaceQuota;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.reconcile.settings.SourceRules;
import io.elemental.seedimage.reconcile.settings.SweepSettings;
import io.elemental.seedimage.reconcile.settings.Timing;
import io.elemental.seedimage.reconcile.sweep.Sweep;
import io.elemental.seedimage.registration.token.RegistrationKeys;
import io.elemental.seedimage.registration.token.RegistrationTokens;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Slots;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.store.StoreCapabilities;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.rules.store.Versioned;
import io.elemental.seedimage.testing.ActingTrial;
import io.elemental.seedimage.testing.InMemoryBaseBuilds;
import io.elemental.seedimage.testing.InMemoryNamedObjects;
import io.elemental.seedimage.testing.InMemoryRegistrations;
import io.elemental.seedimage.testing.InMemorySeedImages;
import io.elemental.seedimage.testing.InMemoryStore;
import io.elemental.seedimage.testing.SeedImageBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A cluster, a store and a builder in memory, with one registration and one SeedImage. */
public final class World {

    public static final ResourceRef SEED = new ResourceRef("fleet", "seed");
    static final ResourceRef RACK = new ResourceRef("fleet", "rack");
    static final Variant ISO = new Variant(ImageType.ISO, Platform.LINUX_AMD64);
    static final Variant ARM = new Variant(ImageType.ISO, Platform.LINUX_ARM64);
    public static final String BASE_IMAGE = "https://mirror.example/elemental.iso";
    static final String URL =
            "https://seeds.example" + "/elemental/v1/namespaces/fleet/registrations/rack/seedimages/seed";
    public static final long SIZE = 64L * 1024 * 1024;
    static final BuildLimits LIMITS = new BuildLimits(SIZE, 4, 2);
    static final String KEY = RegistrationKeys.generate();
    static final String OTHER_KEY = RegistrationKeys.generate();

    final SettableClock clock = new SettableClock();
    final InMemoryStore memory = new InMemoryStore(clock);
    final WatchedStore store = new WatchedStore(memory);
    public final InMemorySeedImages seedImages = new InMemorySeedImages();
    final InMemoryRegistrations registrations = new InMemoryRegistrations();
    final InMemoryNamedObjects objects = new InMemoryNamedObjects();
    public final InMemoryBaseBuilds builds = new InMemoryBaseBuilds();
    final ActingTrial trial = new ActingTrial();
    public final ActingBuilder builder = new ActingBuilder(new MemoryWorkshop(builds, memory));
    final StoredCatalog catalog = new StoredCatalog(memory);
    final StoredBases bases = new StoredBases(memory);
    final List<String> ownFailures = new ArrayList<>();
    Optional<StoreCapabilities> known = Optional.empty();
    ReconcileSettings settings = settings(false, Duration.ofSeconds(45));
    ReconcileSeedImage reconciler = reconciler();

    public World() {
        registrations.put(registration(KEY, "workdir"));
        seedImages.put(seedImage(SEED, "uid-1", 1));
    }

    /** A world whose SeedImage is completed already. */
    static World completed() {
        var world = new World();
        world.complete();
        return world;
    }

    void complete() {
        reconcile();
        builds.all().forEach(builder::prepare);
        reconcile();
    }

    void publicStore() {
        settings = settings(true, Duration.ofSeconds(45));
        reconciler = reconciler();
    }

    static ReconcileSettings settings(boolean storeIsPublic, Duration composeBudget) {
        var usual = Timing.DEFAULT;
        return new ReconcileSettings(
                URI.create("https://seeds.example/"),
                "seedimages",
                storeIsPublic,
                SourceRules.PUBLIC,
                Slots.LENGTHS,
                new Timing(
                        usual.registrationRenewal(),
                        usual.retiredKeptFor(),
                        usual.buildRetryAfter(),
                        composeBudget,
                        usual.grantValidFor()),
                LIMITS,
                BuildRetries.DEFAULT,
                NamespaceQuota.NONE);
    }

    /** Goes on with other rules for sources, and another quota. */
    void settings(SourceRules sources, NamespaceQuota quota) {
        settings = new ReconcileSettings(
                settings.publicUrl(),
                settings.bucket(),
                settings.storeIsPublic(),
                sources,
                settings.slots(),
                settings.timing(),
                settings.builds(),
                settings.retries(),
                quota);
        reconciler = reconciler();
    }

    ReconcileSeedImage reconciler() {
        return reconciler(seedImages, builds);
    }

    /** Another one in this world, which reaches its cluster in another way. */
    ReconcileSeedImage reconciler(SeedImages reachedSeedImages, BaseBuilds reachedBuilds) {
        return new ReconcileSeedImage(
                reachedSeedImages,
                registrations,
                reachedBuilds,
                store,
                store,
                new Granting(memory, trial, objects),
                settings,
                clock,
                () -> known,
                ownFailures::add);
    }

    Sweep sweep(String holder) {
        return sweep(SweepSettings.DEFAULT, holder);
    }

    Sweep sweep(SweepSettings sweepSettings, String holder) {
        return new Sweep(reconciler, seedImages, builds, store, store, settings, sweepSettings, holder, clock);
    }

    /** From now on the store does not do this one thing, and all else. */
    void chokeOn(String write) {
        store.beforeWrite(() -> {
            if (store.writes().getLast().equals(write)) {
                throw new StoreUnavailableException("no answer in time");
            }
        });
    }

    public Optional<Instant> reconcile() {
        return reconciler.reconcile(SEED);
    }

    CatalogEntry entry() {
        return entry(SEED);
    }

    CatalogEntry entry(ResourceRef seedImage) {
        return catalog.seedImage(RACK, seedImage.name()).map(Versioned::value).orElseThrow();
    }

    CatalogVariant image() {
        return entry().variants().getFirst();
    }

    CatalogVariant.Ready ready() {
        return ready(SEED);
    }

    String identity() {
        return ready().identity();
    }

    String identity(ResourceRef seedImage) {
        return ready(seedImage).identity();
    }

    private CatalogVariant.Ready ready(ResourceRef seedImage) {
        return entry(seedImage).variants().getFirst().ready().orElseThrow();
    }

    SeedImageStatus status() {
        return seedImages.status(SEED).orElseThrow();
    }

    String condition(String type) {
        return status().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .map(condition -> condition.status() + " " + condition.reason())
                .findFirst()
                .orElseThrow();
    }

    String message(String type) {
        return status().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .map(Condition::message)
                .findFirst()
                .orElseThrow();
    }

    RegistrationEntry registrationEntry() {
        return catalog.registration(RACK).map(Versioned::value).orElseThrow();
    }

    public String sourceId() {
        return SourceId.of(BASE_IMAGE, "linux/amd64", "iso", settings.slots());
    }

    public String build(int attempt) {
        return sourceId() + "-" + attempt;
    }

    SourceDocument source() {
        return bases.source(sourceId()).map(Versioned::value).orElseThrow();
    }

    boolean hasOverlay(String identity) {
        return memory.head(StoreKeys.overlay(identity)).isPresent();
    }

    static Registration registration(@Nullable String key, String workDir) {
        var uri = "https://seeds.example/elemental/v1/namespaces/fleet/registrations/rack";
        var token = RegistrationTokens.sign(key == null ? KEY : key, uri, null, Instant.parse("2026-11-01T00:00:00Z"));
        return registration(token, Optional.ofNullable(key), workDir, true);
    }

    static Registration registration(String token, Optional<String> key, String workDir, boolean ready) {
        var uri = "https://seeds.example/elemental/v1/namespaces/fleet/registrations/rack";
        return new Registration(RACK, "uid-rack", ready, uri, null, token, null, Map.of("workDir", workDir), key);
    }

    static Registration registration(ResourceRef ref, String key) {
        var uri = "https://seeds.example/elemental/v1/namespaces/fleet/registrations/" + ref.name();
        var token = RegistrationTokens.sign(key, uri, null, Instant.parse("2026-11-01T00:00:00Z"));
        return new Registration(ref, "uid-of-it", true, uri, null, token, null, Map.of(), Optional.of(key));
    }

    static String expiredToken() {
        var uri = "https://seeds.example/elemental/v1/namespaces/fleet/registrations/rack";
        var signed = Instant.parse("2026-10-01T00:00:00Z");
        return RegistrationTokens.sign(KEY, uri, signed.plusSeconds(60), signed);
    }

    /** Changes the SeedImage's spec. */
    void change(UnaryOperator<SeedImageBuilder> change) {
        seedImages.change(SEED, seedImage -> change.apply(like(seedImage)).build());
    }

    static SeedImage seedImage(ResourceRef ref, String uid, long generation) {
        return new SeedImageBuilder(ref, uid, generation).build();
    }

    /** A SeedImage with another spec. */
    public static SeedImageBuilder like(SeedImage seedImage) {
        return new SeedImageBuilder(seedImage);
    }
}
