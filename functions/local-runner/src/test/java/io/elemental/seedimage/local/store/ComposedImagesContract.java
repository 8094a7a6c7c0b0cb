package io.elemental.seedimage.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.SourceId;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.overlay.Placeholder;
import io.elemental.seedimage.reconcile.Granting;
import io.elemental.seedimage.reconcile.ReconcileSeedImage;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.reconcile.settings.SourceRules;
import io.elemental.seedimage.registration.token.RegistrationKeys;
import io.elemental.seedimage.registration.token.RegistrationTokens;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Slots;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.cluster.NamedObjects;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.store.GrantKeys;
import io.elemental.seedimage.store.S3Store;
import io.elemental.seedimage.testing.InMemoryBaseBuilds;
import io.elemental.seedimage.testing.InMemoryRegistrations;
import io.elemental.seedimage.testing.InMemorySeedImages;
import io.elemental.seedimage.testing.SeedImageBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a store makes of an image when it is to be one object: the same bytes, whatever has to be uploaded for it. */
interface ComposedImagesContract {

    ResourceRef RACK = new ResourceRef("fleet", "rack");
    String BUCKET = "composed";
    int KIB = 1024;

    S3Store store();

    /** Sizes and the first slot's offset in KiB. The smallest part but the last has 5 MiB, which is 5120. */
    @ParameterizedTest(name = "{0}: {1} KiB, slots at {2} KiB")
    @CsvSource({
        "copied in front and behind, 18000, 6000",
        "a short rest behind, 7000, 6000",
        "nothing behind, 6320, 6000",
        "first slot on the border, 11000, 5120",
        "uploaded up to where copying can begin, 16000, 1000",
        "whole, 6000, 1000",
        "whole and smaller than a part, 1000, 0"
    })
    default void aComposedImageHasTheBytesOfItsBaseAndOverlay(String shape, int size, int slotsAt) throws IOException {
        var base = base(size * KIB, slotsAt * KIB);
        var name = "seed-" + size + "-" + slotsAt;
        var source = "https://mirror.test/%s.iso".formatted(name);
        PlantedBase.plant(store().objects(), source, base, key -> upload(key, base));

        reconcile(name, source);

        var image = image(name);
        assertThat(image.composed()).as(shape).isTrue();
        var composed = read(StoreKeys.composedImage(image.identity()));
        assertThat(composed).hasSize(base.length);
        assertThat(sha256(composed)).isEqualTo(image.sha256());
        assertThat(Arrays.mismatch(base, composed)).isBetween(slotsAt * KIB, slotsAt * KIB + 64 * KIB);
        var behind = slotsAt * KIB + 320 * KIB;
        assertThat(Arrays.equals(base, behind, base.length, composed, behind, composed.length))
                .isTrue();
        assertThat(store().objects().head(StoreKeys.composing(image.identity())))
                .isEmpty();
    }

    /** As a builder does, in parts. */
    private String upload(String key, byte[] bytes) {
        var uploads = store().uploads();
        var upload = uploads.start(key, "application/octet-stream");
        var half = Math.max((int) MultipartUploads.MIN_PART_SIZE, bytes.length / 2);
        if (bytes.length <= half) {
            return uploads.complete(key, upload, List.of(uploads.put(key, upload, 1, bytes)));
        }
        return uploads.complete(
                key,
                upload,
                List.of(
                        uploads.put(key, upload, 1, Arrays.copyOf(bytes, half)),
                        uploads.put(key, upload, 2, Arrays.copyOfRange(bytes, half, bytes.length))));
    }

    private void reconcile(String name, String source) {
        var clock = InstantSource.system();
        var seedImages = new InMemorySeedImages();
        var registrations = new InMemoryRegistrations();
        registrations.put(registration());
        seedImages.put(new SeedImageBuilder(RACK.sibling(name))
                .baseImage(source)
                .minutes(0)
                .size(1L << 30)
                .build());
        new ReconcileSeedImage(
                        seedImages,
                        registrations,
                        new InMemoryBaseBuilds(),
                        store().objects(),
                        store().uploads(),
                        Granting.atOwnRisk(store().grants(GrantKeys.NONE).links(), NamedObjects.NONE),
                        new ReconcileSettings(URI.create("https://elemental.test"), BUCKET, true, SourceRules.PUBLIC),
                        clock)
                .reconcile(RACK.sibling(name));
    }

    private static Registration registration() {
        var key = RegistrationKeys.generate();
        var uri = "https://elemental.test/elemental/v1/namespaces/fleet/registrations/rack";
        return new Registration(
                RACK,
                "uid",
                true,
                uri,
                null,
                RegistrationTokens.sign(key, uri, null, Instant.now().minus(Duration.ofMinutes(1))),
                null,
                Map.of(),
                Optional.of(key));
    }

    private CatalogVariant.Ready image(String name) {
        return new StoredCatalog(store().objects())
                .seedImage(RACK, name)
                .orElseThrow()
                .value()
                .variants()
                .getFirst()
                .ready()
                .orElseThrow();
    }

    private byte[] read(String key) throws IOException {
        var object = store().objects().head(key).orElseThrow();
        try (var bytes = store().objects().read(key, object.etag(), 0, object.size())) {
            return bytes.readAllBytes();
        }
    }

    private static byte[] base(int size, int slotsAt) {
        var noise = new byte[size];
        new Random(size).nextBytes(noise);
        var base = new ByteArrayOutputStream();
        base.write(noise, 0, slotsAt);
        var id = SourceId.of(
                "https://mirror.test/seed-%s-%s.iso".formatted(size / KIB, slotsAt / KIB),
                "linux/amd64",
                "iso",
                Slots.LENGTHS);
        PlantedBase.SLOTS.forEach(slot -> base.writeBytes(Placeholder.of(slot, id)));
        base.write(noise, base.size(), size - base.size());
        return base.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
