package io.elemental.seedimage.local;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.elemental.seedimage.rules.cluster.SeedImages;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The SeedImages of the manifests, with status and generation beside the data. Not for two threads at once. */
final class FolderSeedImages implements SeedImages {

    private final Supplier<Manifests> manifests;
    private final SeedImageFiles files;
    private final Delivery defaultDelivery;
    private final InstantSource clock;

    /** @param defaultDelivery what a SeedImage gets that does not say */
    FolderSeedImages(
            Supplier<Manifests> manifests, SeedImageFiles files, Delivery defaultDelivery, InstantSource clock) {
        this.manifests = manifests;
        this.files = files;
        this.defaultDelivery = defaultDelivery;
        this.clock = clock;
    }

    @Override
    public Optional<SeedImage> find(ResourceRef ref) {
        return manifests.get().find(Manifest.SEED_IMAGE, ref).map(this::seedImage);
    }

    @Override
    public Stream<SeedImage> all() {
        return List.copyOf(manifests.get().all(Manifest.SEED_IMAGE).values()).stream()
                .map(this::seedImage);
    }

    @Override
    public List<ResourceRef> of(ResourceRef registration) {
        return manifests.get().all(Manifest.SEED_IMAGE).values().stream()
                .filter(manifest -> registration.equals(manifest.ref()
                        .sibling(SeedImageManifest.of(manifest, defaultDelivery).registrationName())))
                .map(Manifest::ref)
                .toList();
    }

    @Override
    public void report(SeedImage seedImage, SeedImageStatus status) {
        files.put(seedImage.ref(), status);
        var completedAt = Optional.ofNullable(status.expiresAt())
                .flatMap(end -> seedImage.lifetime().map(end::minus));
        files.put(
                seedImage.ref(),
                files.ledger(seedImage.ref()).completed(status.observedGeneration(), completedAt.orElse(null)));
    }

    @Override
    public void acknowledgeRetrigger(SeedImage seedImage) {
        files.put(seedImage.ref(), files.ledger(seedImage.ref()).retriggered());
    }

    @SuppressWarnings("NullAway") // javac loses type annotations on the parameters of a compact constructor
    private SeedImage seedImage(Manifest manifest) {
        var spec = SeedImageManifest.of(manifest, defaultDelivery);
        var before = files.ledger(manifest.ref());
        var retrigger = spec.retrigger() && !before.retriggerDone();
        var now = before.seen(hash(manifest, spec.delivery(), retrigger), spec.retrigger(), clock.instant());
        files.put(manifest.ref(), now);
        return new SeedImage(
                manifest.ref(),
                Uid.of(manifest),
                now.generation(),
                spec.registrationName(),
                spec.baseImage(),
                spec.pullPolicy(),
                spec.variants(),
                spec.cleanupAfterMinutes(),
                retrigger,
                spec.sizeInBytes(),
                spec.delivery(),
                spec.cloudConfig(),
                now.createdAt(),
                retriggerMark(manifest),
                Optional.empty(),
                now.completion());
    }

    private static String retriggerMark(Manifest manifest) {
        return manifest.fields()
                .object("metadata")
                .object("annotations")
                .text(SeedImage.RETRIGGER_ANNOTATION)
                .orElse("");
    }

    /** The spec as it counts: with a delivery, and with a retrigger that was acted on set back to false. */
    private static String hash(Manifest manifest, Delivery delivery, boolean retrigger) {
        var spec = new TreeMap<String, String>();
        manifest.fields().object("spec").values().forEach((field, value) -> spec.put(field, String.valueOf(value)));
        spec.put("retriggerBuild", String.valueOf(retrigger));
        spec.put("delivery", delivery.name());
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(spec.toString().getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
