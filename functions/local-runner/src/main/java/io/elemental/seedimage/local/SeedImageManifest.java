package io.elemental.seedimage.local;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The spec of a SeedImage as a manifest gives it, with the defaults of the resource filled in. */
record SeedImageManifest(
        String registrationName,
        String baseImage,
        PullPolicy pullPolicy,
        List<Variant> variants,
        int cleanupAfterMinutes,
        boolean retrigger,
        long sizeInBytes,
        Delivery delivery,
        Map<String, @Nullable Object> cloudConfig) {

    private static final int DEFAULT_MINUTES = 60;
    private static final String DEFAULT_SIZE = "6Gi";
    private static final long LARGEST_SIZE = 1L << 40;
    private static final List<String> NOT_HERE = List.of("basePullSecretRef", "baseCA", "buildContainer");

    /**
     * Reads a spec; {@link InvalidInputException} names the field that is not what it should be.
     *
     * @param defaultDelivery what a SeedImage gets that does not say
     */
    static SeedImageManifest of(Manifest manifest, Delivery defaultDelivery) {
        var spec = manifest.fields().object("spec");
        NOT_HERE.stream().filter(spec::has).findFirst().ifPresent(field -> {
            throw new InvalidInputException("spec.%s is not supported by the local runner".formatted(field));
        });
        var registration = spec.object("registrationRef");
        registration
                .text("namespace")
                .filter(namespace -> !namespace.equals(manifest.ref().namespace()))
                .ifPresent(namespace -> {
                    throw registration.refused("namespace", namespace, "the namespace of the SeedImage");
                });
        return new SeedImageManifest(
                registration.required("name"),
                spec.required("baseImage"),
                word(spec, "basePullPolicy", PullPolicy.IF_NOT_PRESENT, PullPolicy.values()),
                variants(spec),
                minutes(spec),
                spec.flag("retriggerBuild").orElse(false),
                size(spec),
                word(spec, "delivery", defaultDelivery, Delivery.values()),
                spec.object("cloud-config").values());
    }

    private static List<Variant> variants(Fields spec) {
        var variants = new ArrayList<Variant>();
        Stream.concat(Stream.of(spec), spec.objects("variants").stream()).forEach(fields -> {
            var variant = variant(fields);
            if (variants.contains(variant)) {
                throw new InvalidInputException("spec.variants has %s for %s twice"
                        .formatted(variant.type().word(), variant.platform().word()));
            }
            variants.add(variant);
        });
        return variants;
    }

    private static Variant variant(Fields fields) {
        var type = fields.text("type").orElse(ImageType.ISO.word());
        var platform =
                fields.text("targetPlatform").filter(word -> !word.isEmpty()).orElse(Platform.LINUX_AMD64.word());
        return new Variant(
                ImageType.parse(type).orElseThrow(() -> fields.refused("type", type, "iso or raw")),
                Platform.parse(platform)
                        .orElseThrow(() -> fields.refused("targetPlatform", platform, "linux/amd64 or linux/arm64")));
    }

    private static int minutes(Fields spec) {
        long minutes = spec.whole("cleanupAfterMinutes").orElse((long) DEFAULT_MINUTES);
        if (minutes < 0 || minutes > Integer.MAX_VALUE) {
            throw spec.refused("cleanupAfterMinutes", minutes, "between 0 and %d".formatted(Integer.MAX_VALUE));
        }
        return (int) minutes;
    }

    private static long size(Fields spec) {
        var word = spec.values().get("size") instanceof Long bytes
                ? bytes.toString()
                : spec.text("size").orElse(DEFAULT_SIZE);
        var bytes = Quantity.bytes(word)
                .orElseThrow(() -> spec.refused("size", word, "a number of bytes such as 6Gi or 500M"));
        if (bytes > LARGEST_SIZE) {
            throw spec.refused("size", word, "at most 1Ti");
        }
        return bytes;
    }

    /** Reads IF_NOT_PRESENT from "IfNotPresent". */
    private static <E extends Enum<E>> E word(Fields spec, String field, E absent, E[] all) {
        var word = spec.text(field);
        if (word.isEmpty()) {
            return absent;
        }
        return Stream.of(all)
                .filter(constant -> camel(constant).equals(word.get()))
                .findFirst()
                .orElseThrow(() -> spec.refused(
                        field,
                        word.get(),
                        String.join(
                                " or ",
                                Stream.of(all).map(SeedImageManifest::camel).toList())));
    }

    static String camel(Enum<?> constant) {
        return Stream.of(constant.name().split("_", -1))
                .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
                .reduce("", String::concat);
    }

    @Override
    public String toString() {
        return "SeedImageManifest[%s, %s]".formatted(registrationName, baseImage); // cloud-config may hold passwords
    }
}
