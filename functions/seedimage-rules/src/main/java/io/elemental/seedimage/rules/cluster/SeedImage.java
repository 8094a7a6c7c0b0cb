package io.elemental.seedimage.rules.cluster;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.FileName;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.base.BaseSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The wish of a user: which base, for which registration, how long.
 *
 * @param generation grows with every change of the spec
 * @param base what its bases are made of, but for variants that say so themselves
 * @param variants at least one; the first is what a request without type and arch gets
 * @param cleanupAfterMinutes how long a completed image is served; 0 is for ever
 * @param retrigger the user asked for a new build of the base
 * @param sizeInBytes how large a base may be for an image to be made on it
 * @param cloudConfig the JSON tree of {@code spec.cloud-config}: maps, lists, strings, numbers, booleans, nulls
 * @param templating what two opening braces in the cloud-config are, as far as it says
 * @param createdAt when the resource was created
 * @param retriggerMark the retrigger annotation: another value than the one acted on last asks for a new build; empty
 *     where there is none
 * @param linkGeneration the annotation that ends all links when its value changes; empty where there is none
 * @param problem one sentence why no image can be made of it, as far as the resource alone shows
 * @param completedAt when this generation, or a new build of it, was first completed, as far as its status knows; empty
 *     where images live for ever
 * @param ownBases the bases of variants that have one of their own
 */
public record SeedImage(
        ResourceRef ref,
        String uid,
        long generation,
        String registrationName,
        BaseSpec base,
        PullPolicy pullPolicy,
        List<Variant> variants,
        int cleanupAfterMinutes,
        boolean retrigger,
        long sizeInBytes,
        Delivery delivery,
        Map<String, @Nullable Object> cloudConfig,
        Templating templating,
        Instant createdAt,
        String retriggerMark,
        String linkGeneration,
        Optional<String> problem,
        Optional<Instant> completedAt,
        Map<Variant, BaseSpec> ownBases) {

    /** Whoever cannot have a field set back (GitOps) changes this annotation to have a base built anew. */
    public static final String RETRIGGER_ANNOTATION = "seedimage.elemental.cattle.io/retrigger";

    /** Another value of this annotation ends all links that were made before. */
    public static final String REVOKE_LINKS_ANNOTATION = "seedimage.elemental.cattle.io/revoke-links";

    /** {@code "true"} says that the cloud-config has templates for the boot tool, {@code "false"} that it has none. */
    public static final String TEMPLATES_ANNOTATION = "seedimage.elemental.cattle.io/templates";

    public SeedImage {
        variants = List.copyOf(variants);
        ownBases = Map.copyOf(ownBases);
        if (variants.isEmpty()) {
            throw new InvalidInputException("SeedImage %s has no variant".formatted(ref));
        }
        if (cleanupAfterMinutes < 0) {
            throw new InvalidInputException(
                    "spec.cleanupAfterMinutes %s is negative; 0 means never".formatted(cleanupAfterMinutes));
        }
    }

    /** Whether the boot tool is to render templates in the cloud-config; otherwise what is written arrives. */
    public boolean templates() {
        return templating == Templating.RENDERED;
    }

    public ResourceRef registration() {
        return ref.sibling(registrationName);
    }

    /** What a variant's base is made of. */
    public BaseSpec base(Variant variant) {
        return ownBases.getOrDefault(variant, base);
    }

    /** The name that one of its images gets when it is downloaded. */
    public String fileName(Variant variant) {
        return FileName.of(registration(), ref.name(), variant);
    }

    /** How long a completed image is served; empty is for ever. */
    public Optional<Duration> lifetime() {
        return cleanupAfterMinutes == 0 ? Optional.empty() : Optional.of(Duration.ofMinutes(cleanupAfterMinutes));
    }

    @Override
    public String toString() {
        return "SeedImage[%s, generation %s]".formatted(ref, generation); // cloud-config may hold passwords
    }
}
