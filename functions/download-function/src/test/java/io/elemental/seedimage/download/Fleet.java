package io.elemental.seedimage.download;

import io.elemental.seedimage.format.ManifestDocument;
import io.elemental.seedimage.format.OverlayDocument;
import io.elemental.seedimage.format.OverlayDocument.SegmentDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.overlay.Slot;
import io.elemental.seedimage.overlay.digest.DigestState;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.NotServable;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.catalog.RegistrationIndex;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.testing.InMemoryStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A store as the reconciler leaves it behind: registrations, bases, images. */
final class Fleet {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final ResourceRef RACK = new ResourceRef("fleet", "rack");
    static final String HASH = "0123456789abcdef";
    static final Variant ISO = new Variant(ImageType.ISO, Platform.LINUX_AMD64);

    /** Where the slots of every base are. */
    static final int AGENT_AT = 100_000;

    static final int AGENT_LENGTH = 1_000;
    static final int CLOUD_CONFIG_LENGTH = 500;
    static final int LEAST_SIZE = AGENT_AT + AGENT_LENGTH + CLOUD_CONFIG_LENGTH;

    private static final byte[] AGENT = "agent: of this test\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CLOUD_CONFIG = "#cloud-config\n".getBytes(StandardCharsets.UTF_8);

    final InMemoryStore memory = new InMemoryStore();
    final WatchedStore store = new WatchedStore(memory);
    final MeterRegistry meters = new SimpleMeterRegistry();
    final MovableClock clock = new MovableClock(NOW);
    final Tokens tokens = Tokens.withNewKey();

    private final StoredCatalog catalog = new StoredCatalog(memory);

    static String uri(ResourceRef registration) {
        return "https://elemental.example/elemental/v1/namespaces/%s/registrations/%s"
                .formatted(registration.namespace(), registration.name());
    }

    /** A registration, and a SeedImage of it whose image of this size the function puts together. */
    static Fleet withSeed(long size) {
        var fleet = new Fleet();
        fleet.register(RACK);
        fleet.publish("seed", fleet.image("seed", size, false));
        return fleet;
    }

    String token() {
        return tokens.issue(uri(RACK), null, null);
    }

    void register(ResourceRef registration) {
        register(registration, null, NOW);
    }

    void register(ResourceRef registration, @Nullable NotServable reason, Instant checkedAt) {
        catalog.put(
                new RegistrationEntry(
                        registration.namespace(),
                        registration.name(),
                        "uid-of-" + registration.name(),
                        uri(registration),
                        reason == null ? tokens.publicKeyPem() : null,
                        null,
                        null,
                        HASH,
                        reason == null,
                        reason,
                        checkedAt),
                new Precondition.None());
    }

    /** A base of this size whose bytes are made up, and an image on it; returns the variant that is ready. */
    CatalogVariant.Ready image(String name, long size, boolean composed) {
        var build = Tokens.sha256("base of " + name).substring(0, 32) + "-1";
        var identity = Tokens.sha256("image " + name);
        store.makeUp(StoreKeys.baseImage(build), size);
        new StoredBases(memory).putManifest(manifest(build, size), new Precondition.None());
        new StoredImages(memory).putOverlay(overlay(identity, build, size));
        return new CatalogVariant.Ready(
                ISO,
                "rack-%s-amd64.iso".formatted(name),
                identity,
                size,
                Tokens.sha256("bytes of " + name),
                build,
                composed,
                NOW.minus(Duration.ofHours(1)));
    }

    void publish(String name, CatalogVariant... variants) {
        publish(name, entry -> entry, variants);
    }

    void publish(String name, UnaryOperator<CatalogEntry> change, CatalogVariant... variants) {
        catalog.put(
                change.apply(new CatalogEntry(
                        RACK.namespace(),
                        name,
                        RACK.name(),
                        "uid-of-" + name,
                        1,
                        HASH,
                        null,
                        SeedImageState.COMPLETED,
                        List.of(),
                        NOW.plus(Duration.ofHours(2)),
                        null,
                        Delivery.AUTO,
                        List.of(variants),
                        List.of(),
                        null)),
                new Precondition.None());
    }

    /** The index as it names these, and nobody else. */
    void index(String... seedImages) {
        var index = RegistrationIndex.empty(RACK);
        for (var seedImage : seedImages) {
            index = index.with(seedImage, RegistrationIndex.hash("uid-of-" + seedImage));
        }
        catalog.put(index, new Precondition.None());
    }

    /** Of another registration of the same namespace. */
    void publishOf(ResourceRef registration, String name, CatalogVariant... variants) {
        publish(
                name,
                entry -> new CatalogEntry(
                        entry.namespace(),
                        entry.name(),
                        registration.name(),
                        entry.uid(),
                        entry.generation(),
                        entry.registrationHash(),
                        null,
                        entry.state(),
                        entry.conditions(),
                        entry.expiresAt(),
                        null,
                        entry.delivery(),
                        entry.variants(),
                        entry.retiring(),
                        null),
                variants);
    }

    /** The bytes of an image by a model that shares nothing with the code under test. */
    static byte[] bytes(int size) {
        var bytes = Pattern.bytes(0, size);
        Arrays.fill(bytes, AGENT_AT, LEAST_SIZE, (byte) '\n');
        System.arraycopy(AGENT, 0, bytes, AGENT_AT, AGENT.length);
        System.arraycopy(CLOUD_CONFIG, 0, bytes, AGENT_AT + AGENT_LENGTH, CLOUD_CONFIG.length);
        return bytes;
    }

    private static ManifestDocument manifest(String build, long size) {
        return new ManifestDocument(
                build,
                "https://mirror.example/base.iso",
                null,
                "linux/amd64",
                "iso",
                size,
                Tokens.sha256(build),
                "\"etag-of-" + build + "\"",
                List.of(
                        new Slot("agent", AGENT_AT, AGENT_LENGTH),
                        new Slot("cloud-config", AGENT_AT + (long) AGENT_LENGTH, CLOUD_CONFIG_LENGTH)),
                new DigestState(99_968, Collections.nCopies(8, "00000000")),
                List.of(),
                NOW,
                null,
                null);
    }

    private static OverlayDocument overlay(String identity, String build, long size) {
        return new OverlayDocument(
                identity,
                RACK.namespace(),
                RACK.name(),
                "uid-of-rack",
                build,
                size,
                null,
                "iso",
                "linux/amd64",
                "any.iso",
                List.of(
                        new SegmentDocument(AGENT_AT, AGENT_LENGTH, AGENT),
                        new SegmentDocument(AGENT_AT + (long) AGENT_LENGTH, CLOUD_CONFIG_LENGTH, CLOUD_CONFIG)));
    }
}
