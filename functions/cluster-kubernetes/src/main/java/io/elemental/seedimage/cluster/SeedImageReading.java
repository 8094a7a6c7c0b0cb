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
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads SeedImages as the API server stores them. One that asks for what cannot be is read all the same, with a
 * sentence about it, so that its status can say so.
 */
final class SeedImageReading {

    private final ResourceRef ref;
    private final ObjectMeta metadata;
    private final JsonFields spec;
    private final JsonFields status;

    private SeedImageReading(GenericKubernetesResource resource) {
        metadata = resource.getMetadata();
        ref = new ResourceRef(metadata.getNamespace(), metadata.getName());
        var fields = new JsonFields("", resource.getAdditionalProperties());
        spec = fields.object("spec");
        status = fields.object("status");
    }

    static SeedImage read(GenericKubernetesResource resource) {
        return new SeedImageReading(resource).seedImage();
    }

    private SeedImage seedImage() {
        var fields = new SpecFields(spec);
        try {
            fields.requireSupported();
            return understood(fields);
        } catch (InvalidInputException e) {
            return problematic(String.valueOf(e.getMessage()));
        }
    }

    @SuppressWarnings("NullAway") // javac loses type annotations on the parameters of a compact constructor
    private SeedImage understood(SpecFields fields) {
        return new SeedImage(
                ref,
                metadata.getUid(),
                generation(),
                fields.registrationName(ref.namespace()),
                fields.baseImage(),
                fields.pullPolicy(),
                fields.variants(),
                fields.minutes(),
                fields.retrigger(),
                fields.sizeInBytes(),
                fields.delivery(),
                spec.object("cloud-config").tree(),
                Instant.parse(metadata.getCreationTimestamp()),
                retriggerMark(),
                Optional.empty(),
                completedAt(fields.minutes()));
    }

    private SeedImage problematic(String sentence) {
        return new SeedImage(
                ref,
                metadata.getUid(),
                generation(),
                spec.object("registrationRef").text("name").orElse("unnamed"),
                spec.text("baseImage").orElse(""),
                PullPolicy.IF_NOT_PRESENT,
                List.of(new Variant(ImageType.ISO, Platform.LINUX_AMD64)),
                0,
                Boolean.TRUE.equals(spec.values().get("retriggerBuild")),
                1,
                Delivery.PROXY,
                Map.of(),
                Instant.parse(metadata.getCreationTimestamp()),
                retriggerMark(),
                Optional.of(sentence),
                Optional.empty());
    }

    private long generation() {
        return Objects.requireNonNullElse(metadata.getGeneration(), 1L);
    }

    private String retriggerMark() {
        return Optional.ofNullable(metadata.getAnnotations())
                .map(annotations -> annotations.get(SeedImage.RETRIGGER_ANNOTATION))
                .orElse("");
    }

    /** The status has when the time ends; it begins when the generation is completed. */
    private Optional<Instant> completedAt(int minutes) {
        return status.text("expiresAt")
                .filter(_ -> minutes > 0 && status.whole("observedGeneration").orElse(0L) == generation())
                .map(end -> Instant.parse(end).minus(Duration.ofMinutes(minutes)));
    }
}
