package io.elemental.seedimage.local.manifests;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The rules of crds/seedimage.yaml, which are in CEL, again in Java; crds/examples show that both refuse the same. */
final class SpecRules {

    private static final String REFERENCE = "^((?i:oci|docker):(//)?)?([A-Za-z0-9][A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+\\])"
            + "(:[0-9]+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*"
            + "(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?\\z";
    private static final String URL_OF_VARIANT = "^(?i:https?|s3)://[^/?#@\\s]+(/[^\\s#]*)?\\z";
    private static final String PROXY = "^http://[A-Za-z0-9._-]+(:[0-9]{1,5})?/?\\z";
    private static final String SIZE = "^[0-9]{1,19}([.][0-9]{0,9})?([mkMGTPE]|[KMGTPE]i|[eE][0-9]{1,2})?\\z";
    private static final BigDecimal LARGEST = BigDecimal.valueOf(1L << 40);

    private SpecRules() {}

    /**
     * Whether a spec that the schema takes follows a rule.
     *
     * @param rule the sentence that the rule refuses with
     */
    static boolean follows(JsonNode spec, String rule) {
        var base = spec.path("baseImage").asString();
        var size = spec.path("size").asString();
        return switch (rule) {
            case "spec.baseImage is missing: only a buildContainer needs none" ->
                !base.isEmpty() || spec.has("buildContainer");
            case "spec.baseImage must not have blanks in it" -> !has(base, "[\\t\\n\\f\\r ]");
            case "spec.baseImage must not have user information (user:password@) in its URL" ->
                !has(base, "^[^/?#]*//[^/?#]*@");
            case "spec.baseImage must be an http, https or s3 URL, or an image such as registry.example/elemental-iso:v1" ->
                !base.contains("://") || has(base, "^(?i:https?|s3|oci|docker)://");
            case "spec.baseImage must name a host, and have no fragment (#)" ->
                !has(base, "^(?i:https?)://") || has(base, "^[^/]*//[^/?#:]+[^#]*\\z");
            case "spec.baseImage must be s3://<bucket>/uploads/<namespace>/<file>: no other object can be a base" ->
                !has(base, "^(?i:s3)://") || upload(base);
            case "spec.baseImage must be a URL, or an image such as registry.example/elemental-iso:v1" ->
                base.isEmpty() || (base.contains("://") && !has(base, "^(?i:oci|docker)://")) || has(base, REFERENCE);
            case "spec.variants[].baseImage must be as spec.baseImage: an http, https or s3 URL,"
                    + " or an image such as registry.example/elemental-iso:v1" ->
                spec.path("variants").valueStream().allMatch(SpecRules::baseOfVariant);
            case "spec.baseVerification must have either keySecretRef or publicKey" ->
                !spec.has("baseVerification")
                        || spec.path("baseVerification").has("keySecretRef")
                                != spec.path("baseVerification").has("publicKey");
            case "spec.proxy must be the URL of an HTTP proxy without user information, such as http://proxy.example:3128" ->
                !spec.has("proxy") || has(spec.path("proxy").asString(), PROXY);
            case "spec.variants repeats spec.type and spec.targetPlatform: list only further images" ->
                !spec.has("targetPlatform") || each(spec).noneMatch(image(spec)::equals);
            case "spec.variants names a type and platform twice (x86_64 is amd64, aarch64 is arm64)" ->
                each(spec).allMatch(new HashSet<>()::add);
            case "spec.buildContainer makes one image: it cannot be used with spec.variants" ->
                !spec.has("buildContainer") || spec.path("variants").isEmpty();
            case "spec.size must be a number of bytes, such as 6Gi" -> has(size, SIZE);
            case "spec.size must be at most 1Ti" ->
                !has(size, SIZE) || bytes(size).compareTo(LARGEST) <= 0;
            default -> throw new IllegalStateException("no Java for the rule '%s'".formatted(rule));
        };
    }

    private static boolean baseOfVariant(JsonNode variant) {
        var base = variant.path("baseImage").asString();
        return !variant.has("baseImage") || has(base, URL_OF_VARIANT) || has(base, REFERENCE);
    }

    private static boolean has(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).find();
    }

    /** Not by the pattern of the rule, of which Java calls itself for each part of the path. */
    private static boolean upload(String base) {
        var parts = List.of(base.split("/", -1));
        return base.startsWith("s3://")
                && parts.size() > 5
                && !parts.get(2).isEmpty()
                && parts.get(3).equals("uploads")
                && Collections.disjoint(parts.subList(4, parts.size()), Set.of("", ".", ".."));
    }

    private static Stream<String> each(JsonNode spec) {
        return spec.path("variants").valueStream().map(SpecRules::image);
    }

    private static String image(JsonNode fields) {
        var platform = fields.path("targetPlatform")
                .asString()
                .replace("x86_64", "amd64")
                .replace("aarch64", "arm64");
        return fields.path("type").asString() + " for " + platform;
    }

    private static BigDecimal bytes(String size) {
        return Quantity.getAmountInBytes(Quantity.parse(size));
    }
}
