package io.elemental.seedimage.cluster.resources;

import io.elemental.seedimage.rules.BaseSource;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.Excerpt;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.base.BaseAccess;
import io.elemental.seedimage.rules.base.BaseKey;
import io.elemental.seedimage.rules.base.BaseSpec;
import io.elemental.seedimage.rules.proxy.ProxyServer;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a {@code spec} field by field. {@link InvalidInputException} names the field that is invalid. */
record SpecFields(JsonFields spec, Platform usual) {

    private static final Map<String, PullPolicy> PULL_POLICIES =
            Map.of("IfNotPresent", PullPolicy.IF_NOT_PRESENT, "Always", PullPolicy.ALWAYS);
    private static final Map<String, Delivery> DELIVERIES =
            Map.of("Auto", Delivery.AUTO, "Redirect", Delivery.REDIRECT, "Proxy", Delivery.PROXY);
    private static final Pattern SIZES = Pattern.compile(SeedImageSpec.SIZES);
    private static final Pattern DIGEST = Pattern.compile(SeedImageSpec.DIGESTS);
    private static final Pattern NAME = Pattern.compile(SeedImageSpec.NAME);
    private static final Pattern PROXY = Pattern.compile(SeedImageSpec.PROXIES);
    private static final List<String> NOT_YET = List.of("buildContainer");

    /** Refuses fields that the resource has, but that nothing supports. */
    void requireSupported() {
        NOT_YET.stream()
                .filter(field -> spec.values().get(field) != null)
                .findFirst()
                .ifPresent(field -> {
                    throw new InvalidInputException("spec.%s is not supported yet".formatted(field));
                });
    }

    /** Refuses a registration of another namespace. */
    void requireSameNamespace(String namespace) {
        spec.object("registrationRef")
                .text("namespace")
                .filter(other -> !other.isEmpty() && !other.equals(namespace))
                .ifPresent(other -> {
                    throw new InvalidInputException(
                            "spec.registrationRef.namespace '%s' is not '%s', the namespace of the SeedImage"
                                    .formatted(Excerpt.of(other), namespace));
                });
    }

    String registrationName() {
        return spec.object("registrationRef")
                .text("name")
                .orElseThrow(() -> new InvalidInputException("spec.registrationRef.name is missing"));
    }

    private String baseImage() {
        var base = spec.text("baseImage").orElse("");
        if (base.isEmpty() && spec.values().get("buildContainer") == null) {
            throw new InvalidInputException("spec.baseImage is missing: only a buildContainer needs none");
        }
        return base;
    }

    /** What the bases are made of, but for variants that say so themselves. */
    BaseSpec base() {
        return new BaseSpec(baseImage(), digest(spec), access());
    }

    /** 64 hex digits. */
    private static Optional<String> digest(JsonFields fields) {
        return fields.text("baseDigest").map(digest -> {
            if (!DIGEST.matcher(digest).matches()) {
                throw new InvalidInputException("%s.baseDigest '%s' is not sha256: and 64 hexadecimal digits (0-9, a-f)"
                        .formatted(fields.path(), Excerpt.of(digest)));
            }
            return digest.substring(digest.indexOf(':') + 1);
        });
    }

    private BaseAccess access() {
        return new BaseAccess(
                proxy(),
                name(spec.object("basePullSecretRef")),
                name(spec.object("baseCA").object("configMapRef")),
                key(spec.object("baseVerification")));
    }

    /** The name of an object in the SeedImage's namespace. */
    private static Optional<String> name(JsonFields reference) {
        return reference.text("name").map(name -> {
            if (!NAME.matcher(name).matches()) {
                throw new InvalidInputException(
                        "%s.name '%s' is not the name of an object".formatted(reference.path(), Excerpt.of(name)));
            }
            return name;
        });
    }

    private static Optional<BaseKey> key(JsonFields verification) {
        var given = verification.text("publicKey").<BaseKey>map(BaseKey.Given::new);
        var named = name(verification.object("keySecretRef")).<BaseKey>map(BaseKey.InSecret::new);
        if (!verification.values().isEmpty() && given.isPresent() == named.isPresent()) {
            throw new InvalidInputException(SeedImageSpec.ONE_KEY);
        }
        return given.or(() -> named);
    }

    /** The name of a proxy; credentials belong to the installation, and must not stand here. */
    private Optional<String> proxy() {
        return spec.text("proxy").map(url -> {
            if (!PROXY.matcher(url).matches()) {
                throw new InvalidInputException(SeedImageSpec.PROXY_SENTENCE);
            }
            return ProxyServer.parse("spec.proxy", url).name();
        });
    }

    PullPolicy pullPolicy() {
        return word(
                spec,
                "basePullPolicy",
                SeedImageSpec.PULL_POLICY,
                word -> Optional.ofNullable(PULL_POLICIES.get(word)),
                "IfNotPresent or Always");
    }

    Delivery delivery() {
        return word(
                spec,
                "delivery",
                SeedImageSpec.DELIVERY,
                word -> Optional.ofNullable(DELIVERIES.get(word)),
                "Auto, Redirect or Proxy");
    }

    List<Variant> variants() {
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

    /** The bases of variants that have one of their own. */
    Map<Variant, BaseSpec> ownBases(BaseSpec base) {
        var bases = new HashMap<Variant, BaseSpec>();
        spec.objects("variants").forEach(fields -> {
            var image = fields.text("baseImage");
            var digest = digest(fields);
            if (image.isPresent() || digest.isPresent()) {
                var same = canonical(image.orElse(base.image())).equals(canonical(base.image()));
                // spec.baseDigest says nothing of another image
                var wanted = digest.or(() -> same ? base.digest() : Optional.empty());
                bases.put(variant(fields), new BaseSpec(image.orElse(base.image()), wanted, base.access()));
            }
        });
        return bases;
    }

    /** In one spelling; one that is refused stays as it is. */
    private static String canonical(String image) {
        try {
            return BaseSource.parse(image, "", "").canonical();
        } catch (InvalidInputException _) {
            return image;
        }
    }

    private Variant variant(JsonFields fields) {
        return new Variant(
                word(fields, "type", SeedImageSpec.TYPE, ImageType::parse, "iso or raw"),
                word(
                        fields,
                        "targetPlatform",
                        "",
                        word -> word.isEmpty() ? Optional.of(usual) : Platform.parse(word.toLowerCase(Locale.ROOT)),
                        "linux/amd64 or linux/arm64 (or, in the kernel's words, linux/x86_64 or linux/aarch64):"
                                + " no base is offered for it"));
    }

    /** How long images are served; 0 is for ever, and what is below 0 means it, too. */
    int minutes() {
        long minutes = spec.whole("cleanupAfterMinutes").orElse(Long.valueOf(SeedImageSpec.MINUTES));
        if (minutes > Integer.MAX_VALUE) {
            throw new InvalidInputException(
                    "spec.cleanupAfterMinutes %s is above %s; 0 is for ever".formatted(minutes, Integer.MAX_VALUE));
        }
        return (int) Math.max(0, minutes);
    }

    boolean retrigger() {
        return Boolean.TRUE.equals(spec.values().get("retriggerBuild"));
    }

    long sizeInBytes() {
        var size = spec.values().get("size");
        var word = size == null ? SeedImageSpec.SIZE : size.toString();
        if (!SIZES.matcher(word).matches()) {
            throw new InvalidInputException(
                    "spec.size '%s' is not a number of bytes, such as 6Gi".formatted(Excerpt.of(word)));
        }
        var bytes = bytes(word);
        if (bytes.compareTo(BigDecimal.valueOf(SeedImageSpec.LARGEST)) > 0) {
            throw new InvalidInputException("spec.size '%s' is more than 1Ti".formatted(Excerpt.of(word)));
        }
        return (bytes.signum() == 0 ? bytes(SeedImageSpec.SIZE) : bytes).longValueExact();
    }

    /**
     * Whole bytes, rounded up, of a form that the resource accepts: no others, since 1e999999999 would take for ever.
     */
    private static BigDecimal bytes(String word) {
        return Quantity.getAmountInBytes(Quantity.parse(word)).setScale(0, RoundingMode.CEILING);
    }

    Map<String, @Nullable Object> cloudConfig() {
        return spec.object("cloud-config").values();
    }

    private static <T> T word(
            JsonFields fields, String field, String absent, Function<String, Optional<T>> parse, String expected) {
        var word = fields.text(field).orElse(absent);
        return parse.apply(word)
                .orElseThrow(() -> new InvalidInputException(
                        "%s.%s '%s' is not %s".formatted(fields.path(), field, Excerpt.of(word), expected)));
    }

    @Override
    public String toString() {
        return "SpecFields"; // cloud-config may hold passwords
    }
}
