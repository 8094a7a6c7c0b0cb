package io.elemental.seedimage.rules.cluster;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.FileName;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
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
 * @param baseImage an http(s) URL, or an OCI reference
 * @param variants at least one; the first is what a request without type and arch gets
 * @param cleanupAfterMinutes how long a completed image is served; 0 is for ever
 * @param retrigger the user asked for a new build of the base
 * @param sizeInBytes how large a base may be for an image to be made on it
 * @param cloudConfig the JSON tree of {@code spec.cloud-config}: maps, lists, strings, numbers, booleans, nulls
 * @param templates whether the boot tool is to render templates in the cloud-config; otherwise what is written arrives
 * @param createdAt when the resource was created
 * @param retriggerMark the retrigger annotation: another value than the one acted on last asks for a new build; empty
 *     where there is none
 * @param problem one sentence why no image can be made of it, as far as the resource alone shows
 * @param completedAt when this generation, or a new build of it, was first completed, as far as its status knows; empty
 *     where images live for ever
 * @param baseDigest the SHA-256 that the base image must have, 64 hex digits; empty where it may be any
 * @param proxy the name of the HTTP proxy that the base image is asked through; empty: those of the installation
 */
public record SeedImage(
        ResourceRef ref,
        String uid,
        long generation,
        String registrationName,
        String baseImage,
        PullPolicy pullPolicy,
        List<Variant> variants,
        int cleanupAfterMinutes,
        boolean retrigger,
        long sizeInBytes,
        Delivery delivery,
        Map<String, @Nullable Object> cloudConfig,
        boolean templates,
        Instant createdAt,
        String retriggerMark,
        Optional<String> problem,
        Optional<Instant> completedAt,
        Optional<String> baseDigest,
        Optional<String> proxy) {

    /** Whoever cannot have a field set back (GitOps) changes this annotation to have a base built anew. */
    public static final String RETRIGGER_ANNOTATION = "seedimage.elemental.cattle.io/retrigger";

    /** {@code "true"} says that the cloud-config has templates for the boot tool. */
    public static final String TEMPLATES_ANNOTATION = "seedimage.elemental.cattle.io/templates";

    public SeedImage {
        variants = List.copyOf(variants);
        if (variants.isEmpty()) {
            throw new InvalidInputException("SeedImage %s has no variant".formatted(ref));
        }
        if (cleanupAfterMinutes < 0) {
            throw new InvalidInputException(
                    "spec.cleanupAfterMinutes %s is negative; 0 means never".formatted(cleanupAfterMinutes));
        }
    }

    /** One whose cloud-config has no templates, and whose base may be any, by any way. */
    public SeedImage(
            ResourceRef ref,
            String uid,
            long generation,
            String registrationName,
            String baseImage,
            PullPolicy pullPolicy,
            List<Variant> variants,
            int cleanupAfterMinutes,
            boolean retrigger,
            long sizeInBytes,
            Delivery delivery,
            Map<String, @Nullable Object> cloudConfig,
            Instant createdAt,
            String retriggerMark,
            Optional<String> problem,
            Optional<Instant> completedAt) {
        this(
                ref,
                uid,
                generation,
                registrationName,
                baseImage,
                pullPolicy,
                variants,
                cleanupAfterMinutes,
                retrigger,
                sizeInBytes,
                delivery,
                cloudConfig,
                false,
                createdAt,
                retriggerMark,
                problem,
                completedAt,
                Optional.empty(),
                Optional.empty());
    }

    public ResourceRef registration() {
        return ref.sibling(registrationName);
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
