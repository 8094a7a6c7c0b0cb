package io.elemental.seedimage.cluster.resources;

import io.elemental.seedimage.cluster.api.ReadObject;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.base.BaseSpec;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.Templating;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a SeedImage as it is stored. An invalid one has a problem, which its status shows. */
public final class SeedImageReading {

    private static final List<Variant> SOME_VARIANT = List.of(new Variant(ImageType.ISO, Platform.LINUX_AMD64));

    /** The limit of the retrigger annotation, in characters. The catalog stores it, too. */
    private static final int LONGEST_MARK = 256;

    private @Nullable String problem;

    private final Platform usual;

    private SeedImageReading(Optional<String> problem, Platform usual) {
        this.usual = usual;
        this.problem = problem.orElse(null);
    }

    /** One that names no platform is for linux/amd64. */
    public static SeedImage read(ReadObject resource) {
        return read(resource, Platform.LINUX_AMD64);
    }

    /**
     * The same, for another platform.
     *
     * @param usual the platform of one that names none
     */
    public static SeedImage read(ReadObject resource, Platform usual) {
        return new SeedImageReading(resource.problem(), usual).seedImage(new JsonFields("", resource.values()));
    }

    @SuppressWarnings("NullAway") // javac loses type annotations on the parameters of a compact constructor
    private SeedImage seedImage(JsonFields root) {
        var metadata = root.object("metadata");
        var ref = ref(metadata);
        long generation = metadata.whole("generation").orElse(1L);
        var spec = new SpecFields(or(() -> root.object("spec"), new JsonFields("spec", Map.of())), usual);
        var minutes = or(spec::minutes, 0);
        var registration = or(() -> ref.sibling(spec.registrationName()), ref);
        var base = or(spec::base, BaseSpec.of(""));
        var ownBases = or(() -> spec.ownBases(base), Map.<Variant, BaseSpec>of());
        var pullPolicy = or(spec::pullPolicy, PullPolicy.IF_NOT_PRESENT);
        var variants = or(spec::variants, SOME_VARIANT);
        var size = or(spec::sizeInBytes, 1L);
        var delivery = or(spec::delivery, Delivery.AUTO);
        var cloudConfig = or(spec::cloudConfig, Map.<String, @Nullable Object>of());
        check(() -> spec.requireSameNamespace(ref.namespace()));
        check(spec::requireSupported);
        var mark = or(() -> mark(metadata, SeedImage.RETRIGGER_ANNOTATION), "");
        var linkGeneration = or(() -> mark(metadata, SeedImage.REVOKE_LINKS_ANNOTATION), "");
        var templating = or(() -> templating(metadata), Templating.UNSAID);
        return new SeedImage(
                ref,
                metadata.text("uid").orElse(""),
                generation,
                registration.name(),
                base,
                pullPolicy,
                variants,
                minutes,
                spec.retrigger(),
                size,
                delivery,
                cloudConfig,
                templating,
                metadata.text("creationTimestamp").map(Instant::parse).orElse(Instant.EPOCH),
                mark,
                linkGeneration,
                Optional.ofNullable(problem),
                completedAt(root, generation, minutes),
                ownBases);
    }

    /** The reference of an object, or of its metadata alone. */
    public static ResourceRef ref(JsonFields metadata) {
        return new ResourceRef(
                metadata.text("namespace").orElse(""), metadata.text("name").orElse(""));
    }

    private static String mark(JsonFields metadata, String annotation) {
        var mark = metadata.object("annotations").text(annotation).orElse("");
        if (mark.length() > LONGEST_MARK) {
            throw new InvalidInputException("metadata.annotations[\"%s\"] has %s characters; at most %s are taken"
                    .formatted(annotation, mark.length(), LONGEST_MARK));
        }
        return mark;
    }

    private static Templating templating(JsonFields metadata) {
        return metadata.object("annotations")
                .text(SeedImage.TEMPLATES_ANNOTATION)
                .map(SeedImageReading::templating)
                .orElse(Templating.UNSAID);
    }

    private static Templating templating(String annotation) {
        return switch (annotation) {
            case "true" -> Templating.RENDERED;
            case "false" -> Templating.AS_WRITTEN;
            default ->
                throw new InvalidInputException("metadata.annotations[\"%s\"] is neither \"true\" nor \"false\""
                        .formatted(SeedImage.TEMPLATES_ANNOTATION));
        };
    }

    /** Reads a field, or takes a harmless value in its place. The first field that cannot be read is the problem. */
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
