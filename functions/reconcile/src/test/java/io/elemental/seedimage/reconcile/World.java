package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.format.SourceId;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.registration.RegistrationKeys;
import io.elemental.seedimage.registration.RegistrationTokens;
import io.elemental.seedimage.rules.CatalogEntry;
import io.elemental.seedimage.rules.CatalogVariant;
import io.elemental.seedimage.rules.Condition;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.Registration;
import io.elemental.seedimage.rules.RegistrationEntry;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.SeedImage;
import io.elemental.seedimage.rules.SeedImageStatus;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.Versioned;
import io.elemental.seedimage.testing.InMemoryBaseBuilds;
import io.elemental.seedimage.testing.InMemoryRegistrations;
import io.elemental.seedimage.testing.InMemorySeedImages;
import io.elemental.seedimage.testing.InMemoryStore;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A cluster, a store and a builder in memory, with one registration and one SeedImage. */
final class World {

    static final ResourceRef SEED = new ResourceRef("fleet", "seed");
    static final ResourceRef RACK = new ResourceRef("fleet", "rack");
    static final Variant ISO = new Variant(ImageType.ISO, Platform.LINUX_AMD64);
    static final Variant ARM = new Variant(ImageType.ISO, Platform.LINUX_ARM64);
    static final String BASE_IMAGE = "https://mirror.example/elemental.iso";
    static final String URL =
            "https://seeds.example" + "/elemental/v1/namespaces/fleet/registrations/rack/seedimages/seed";
    static final long SIZE = 64L * 1024 * 1024;
    static final String KEY = RegistrationKeys.generate();
    static final String OTHER_KEY = RegistrationKeys.generate();

    final SettableClock clock = new SettableClock();
    final InMemoryStore memory = new InMemoryStore(clock);
    final WatchedStore store = new WatchedStore(memory);
    final InMemorySeedImages seedImages = new InMemorySeedImages();
    final InMemoryRegistrations registrations = new InMemoryRegistrations();
    final InMemoryBaseBuilds builds = new InMemoryBaseBuilds();
    final ActingBuilder builder = new ActingBuilder(new MemoryWorkshop(builds, memory));
    final StoredCatalog catalog = new StoredCatalog(memory);
    final StoredBases bases = new StoredBases(memory);
    ReconcileSettings settings =
            new ReconcileSettings(URI.create("https://seeds.example/"), "seedimages", false, false);
    ReconcileSeedImage reconciler = reconciler();

    World() {
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
        settings = new ReconcileSettings(URI.create("https://seeds.example/"), "seedimages", true, false);
        reconciler = reconciler();
    }

    ReconcileSeedImage reconciler() {
        return new ReconcileSeedImage(seedImages, registrations, builds, store, store, memory, settings, clock);
    }

    Optional<Instant> reconcile() {
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

    String identity() {
        return Optional.ofNullable(image().identity()).orElseThrow();
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

    String sourceId() {
        return SourceId.of(BASE_IMAGE, "linux/amd64", "iso", settings.slots(), null);
    }

    String build(int attempt) {
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

    /** Changes the SeedImage's spec. */
    void change(UnaryOperator<SeedImageBuilder> change) {
        seedImages.change(SEED, seedImage -> change.apply(like(seedImage)).build());
    }

    static SeedImage seedImage(ResourceRef ref, String uid, long generation) {
        return new SeedImageBuilder(ref, uid, generation).build();
    }

    /** A SeedImage with another spec. */
    static SeedImageBuilder like(SeedImage seedImage) {
        return new SeedImageBuilder(seedImage);
    }

    /** Builds SeedImages that differ in a field. */
    static final class SeedImageBuilder {

        private final ResourceRef ref;
        private String uid;
        private final long generation;
        private String registration = "rack";
        private String baseImage = BASE_IMAGE;
        private PullPolicy pullPolicy = PullPolicy.IF_NOT_PRESENT;
        private List<Variant> variants = List.of(ISO);
        private int minutes = 60;
        private boolean retrigger;
        private Delivery delivery = Delivery.AUTO;
        private Map<String, @Nullable Object> cloudConfig = Map.of();
        private Instant createdAt = Instant.parse("2026-11-24T12:00:00Z");
        private String mark = "";
        private Optional<String> problem = Optional.empty();
        private Optional<Instant> completedAt = Optional.empty();

        SeedImageBuilder(ResourceRef ref, String uid, long generation) {
            this.ref = ref;
            this.uid = uid;
            this.generation = generation;
        }

        SeedImageBuilder(SeedImage seedImage) {
            this(seedImage.ref(), seedImage.uid(), seedImage.generation());
            registration = seedImage.registrationName();
            baseImage = seedImage.baseImage();
            pullPolicy = seedImage.pullPolicy();
            variants = seedImage.variants();
            minutes = seedImage.cleanupAfterMinutes();
            retrigger = seedImage.retrigger();
            delivery = seedImage.delivery();
            cloudConfig = seedImage.cloudConfig();
            createdAt = seedImage.createdAt();
            mark = seedImage.retriggerMark();
            problem = seedImage.problem();
        }

        SeedImageBuilder uid(String value) {
            uid = value;
            return this;
        }

        SeedImageBuilder registration(String value) {
            registration = value;
            return this;
        }

        SeedImageBuilder baseImage(String value) {
            baseImage = value;
            return this;
        }

        SeedImageBuilder pullPolicy(PullPolicy value) {
            pullPolicy = value;
            return this;
        }

        SeedImageBuilder variants(Variant... values) {
            variants = List.of(values);
            return this;
        }

        SeedImageBuilder minutes(int value) {
            minutes = value;
            return this;
        }

        SeedImageBuilder retrigger(boolean value) {
            retrigger = value;
            return this;
        }

        SeedImageBuilder createdAt(Instant value) {
            createdAt = value;
            return this;
        }

        SeedImageBuilder completedAt(Optional<Instant> value) {
            completedAt = value;
            return this;
        }

        SeedImageBuilder mark(String value) {
            mark = value;
            return this;
        }

        SeedImageBuilder problem(String value) {
            problem = Optional.of(value);
            return this;
        }

        SeedImageBuilder delivery(Delivery value) {
            delivery = value;
            return this;
        }

        SeedImageBuilder cloudConfig(Map<String, @Nullable Object> value) {
            cloudConfig = value;
            return this;
        }

        @SuppressWarnings("NullAway") // javac loses type annotations on the parameters of a compact constructor
        SeedImage build() {
            return new SeedImage(
                    ref,
                    uid,
                    generation,
                    registration,
                    baseImage,
                    pullPolicy,
                    variants,
                    minutes,
                    retrigger,
                    SIZE,
                    delivery,
                    cloudConfig,
                    createdAt,
                    mark,
                    problem,
                    completedAt);
        }
    }
}
