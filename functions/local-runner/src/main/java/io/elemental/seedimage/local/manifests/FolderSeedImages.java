package io.elemental.seedimage.local.manifests;

import io.elemental.seedimage.cluster.StoredResources;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.elemental.seedimage.rules.cluster.SeedImages;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

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
                        .sibling(
                                manifest.json().at("/spec/registrationRef/name").asString())))
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

    /** With all that an API server would have stored since it was seen first. */
    private SeedImage seedImage(Manifest manifest) {
        var stored = manifest.json().deepCopy();
        var spec = stored.withObject("/spec");
        spec.putIfAbsent("delivery", StringNode.valueOf(word(defaultDelivery)));
        var asked = spec.path("retriggerBuild").asBoolean();
        var before = files.ledger(manifest.ref());
        spec.put("retriggerBuild", asked && !before.retriggerDone());
        var now = before.seen(hash(spec), asked, clock.instant());
        files.put(manifest.ref(), now);
        stored.withObject("/metadata")
                .put("generation", now.generation())
                .put("creationTimestamp", now.createdAt().toString());
        var lifetime = Duration.ofMinutes(spec.path("cleanupAfterMinutes").asLong());
        now.completion()
                .ifPresent(at -> stored.putObject("status")
                        .put("observedGeneration", now.generation())
                        .put("expiresAt", at.plus(lifetime).toString()));
        return StoredResources.seedImage(stored);
    }

    private static String word(Delivery delivery) {
        return delivery.name().charAt(0) + delivery.name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** The spec as it counts: with a delivery, and with a retrigger that was acted on set back to false. */
    private static String hash(JsonNode spec) {
        var fields = new TreeMap<String, JsonNode>();
        spec.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(fields.toString().getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
