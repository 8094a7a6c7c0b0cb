package io.elemental.seedimage.cluster;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.SeedImage;
import io.elemental.seedimage.rules.Variant;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a SeedImage as it is stored: one that makes no sense has a problem, which its status can say. */
final class SeedImageReading {

    private static final List<Variant> SOME_VARIANT = List.of(new Variant(ImageType.ISO, Platform.LINUX_AMD64));

    private @Nullable String problem;

    private SeedImageReading() {}

    static SeedImage read(GenericKubernetesResource resource) {
        return new SeedImageReading().seedImage(resource);
    }

    @SuppressWarnings("NullAway") // javac loses type annotations on the parameters of a compact constructor
    private SeedImage seedImage(GenericKubernetesResource resource) {
        var metadata = resource.getMetadata();
        var ref = new ResourceRef(metadata.getNamespace(), metadata.getName());
        long generation = Objects.requireNonNullElse(metadata.getGeneration(), 1L);
        var root = new JsonFields("", resource.getAdditionalProperties());
        var spec = new SpecFields(or(() -> root.object("spec"), new JsonFields("spec", Map.of())));
        var minutes = or(spec::minutes, 0);
        var registration = or(() -> ref.sibling(spec.registrationName()), ref);
        var baseImage = or(spec::baseImage, "");
        var pullPolicy = or(spec::pullPolicy, PullPolicy.IF_NOT_PRESENT);
        var variants = or(spec::variants, SOME_VARIANT);
        var size = or(spec::sizeInBytes, 1L);
        var delivery = or(spec::delivery, Delivery.AUTO);
        var cloudConfig = or(spec::cloudConfig, Map.<String, @Nullable Object>of());
        check(() -> spec.requireSameNamespace(ref.namespace()));
        check(spec::requireSupported);
        return new SeedImage(
                ref,
                metadata.getUid(),
                generation,
                registration.name(),
                baseImage,
                pullPolicy,
                variants,
                minutes,
                spec.retrigger(),
                size,
                delivery,
                cloudConfig,
                Instant.parse(metadata.getCreationTimestamp()),
                Objects.requireNonNullElse(metadata.getAnnotations(), Map.<String, String>of())
                        .getOrDefault(SeedImage.RETRIGGER_ANNOTATION, ""),
                Optional.ofNullable(problem),
                completedAt(root, generation, minutes));
    }

    /** What is read, or something harmless in its place; the first that cannot be read is the problem. */
    private <T> T or(Supplier<T> read, T harmless) {
        try {
            return read.get();
        } catch (InvalidInputException e) {
            problem = problem == null ? e.getMessage() : problem;
            return harmless;
        }
    }

    private void check(Runnable check) {
        var _ = or(
                () -> {
                    check.run();
                    return true;
                },
                false);
    }

    private static Optional<Instant> completedAt(JsonFields root, long generation, int minutes) {
        try {
            var status = root.object("status");
            return status.whole("observedGeneration")
                    .filter(observed -> observed == generation && minutes > 0)
                    .flatMap(_ -> status.text("expiresAt"))
                    .map(Instant::parse)
                    .map(end -> end.minus(Duration.ofMinutes(minutes)));
        } catch (InvalidInputException | DateTimeParseException _) {
            return Optional.empty(); // as if nothing had been reported yet
        }
    }
}
