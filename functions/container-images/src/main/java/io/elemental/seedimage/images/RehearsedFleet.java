package io.elemental.seedimage.images;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.elemental.seedimage.format.ManifestDocument;
import io.elemental.seedimage.format.OverlayDocument;
import io.elemental.seedimage.format.OverlayDocument.SegmentDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.overlay.Slot;
import io.elemental.seedimage.overlay.digest.DigestState;
import io.elemental.seedimage.registration.token.RegistrationEntries;
import io.elemental.seedimage.registration.token.RegistrationKeys;
import io.elemental.seedimage.registration.token.RegistrationTokens;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a store holds of a registration and its images, as far as a download looks at it. */
final class RehearsedFleet {

    static final ResourceRef RACK = new ResourceRef("fleet", "rack");
    private static final String URI = "https://seeds.test/elemental/v1/namespaces/fleet/registrations/rack";
    private static final String BUILD = "0".repeat(32) + "-1";
    private static final byte[] IMAGE = "an image".repeat(100_000).getBytes(UTF_8);
    private static final int AGENT_AT = 128_000; // a multiple of 64
    private static final int AGENT_LENGTH = 64 * 1024;
    private static final byte[] AGENT = "agent: {}\n".getBytes(UTF_8);

    private final ObjectStore store;
    private final Registration registration;
    private final Instant now;

    RehearsedFleet(ObjectStore store, Instant now) {
        var key = RegistrationKeys.generate();
        var token = RegistrationTokens.sign(key, URI, null, now);
        this.store = store;
        this.registration = new Registration(RACK, "uid", true, URI, null, token, null, Map.of(), Optional.of(key));
        this.now = now;
    }

    String token() {
        return registration.token();
    }

    /** Writes a registration, a base, one image that is an object and one that is not. */
    void plant() {
        var catalog = new StoredCatalog(store);
        catalog.put(RegistrationEntries.of(registration, now), new Precondition.None());
        plantBase();
        for (var composed : List.of(true, false)) {
            var identity = (composed ? "1" : "2").repeat(64);
            new StoredImages(store).putOverlay(overlay(identity));
            if (composed) {
                write(StoreKeys.composedImage(identity), IMAGE);
            }
            catalog.put(entry(composed ? "composed" : "overlaid", identity, composed), new Precondition.None());
        }
    }

    private void plantBase() {
        write(StoreKeys.baseImage(BUILD), IMAGE);
        var etag = store.head(StoreKeys.baseImage(BUILD)).orElseThrow().etag();
        var manifest = new ManifestDocument(
                BUILD,
                "https://mirror.test/x.iso",
                "etag",
                "linux/amd64",
                "iso",
                IMAGE.length,
                "0".repeat(64),
                etag,
                List.of(new Slot("agent", AGENT_AT, AGENT_LENGTH)),
                new DigestState(AGENT_AT, Collections.nCopies(8, "00000000")),
                List.of(),
                now,
                null,
                null);
        new StoredBases(store).putManifest(manifest, new Precondition.None());
    }

    private void write(String key, byte[] content) {
        var _ = store.put(key, content, new Precondition.None());
    }

    private static OverlayDocument overlay(String identity) {
        return new OverlayDocument(
                identity,
                RACK.namespace(),
                RACK.name(),
                "uid",
                BUILD,
                IMAGE.length,
                null,
                "iso",
                "linux/amd64",
                "rack-seed-amd64.iso",
                List.of(new SegmentDocument(AGENT_AT, AGENT_LENGTH, AGENT)));
    }

    private CatalogEntry entry(String name, String identity, boolean composed) {
        var image = new CatalogVariant.Ready(
                new Variant(ImageType.ISO, Platform.LINUX_AMD64),
                "rack-seed-amd64.iso",
                identity,
                IMAGE.length,
                "0".repeat(64),
                BUILD,
                composed);
        return new CatalogEntry(
                RACK.namespace(),
                name,
                RACK.name(),
                "uid",
                1,
                RegistrationEntries.of(registration, now).hash(),
                null,
                SeedImageState.COMPLETED,
                List.of(),
                null,
                null,
                Delivery.AUTO,
                List.of(image),
                List.of(),
                null);
    }
}
