package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.elemental.seedimage.rules.ResourceRef;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every pattern and every rule of the resource is computed by the API server, for whoever writes: none may take long.
 */
class SchemaUnderAttackTest {

    /** Generous, for a machine that has other things to do; what it must not be is for ever. */
    private static final int MOST_MILLIS = 60_000;

    private static final int LONGEST_BASE = 2048;

    private final RealApiServer server = RealApiServer.orSkip();
    private final String namespace = server.newNamespace();

    @TestFactory
    Stream<DynamicTest> isAnsweredSoon() {
        return Map.of(
                        "size", sizes(),
                        "baseImage", bases(),
                        "targetPlatform", platforms(),
                        "registrationRef", names("{\"name\": %s}"),
                        "basePullSecretRef", names("{\"name\": %s}"),
                        "buildContainer", containers(),
                        "variants", variants(),
                        "cleanupAfterMinutes", numbers(),
                        "retriggerBuild", numbers(),
                        "cloud-config", trees())
                .entrySet()
                .stream()
                .flatMap(field -> field.getValue().map(value -> test(field.getKey(), value)));
    }

    private DynamicTest test(String field, String json) {
        var shown = json.length() <= 60 ? json : json.substring(0, 60) + "... (%s)".formatted(json.length());
        return DynamicTest.dynamicTest(field + ": " + shown, () -> answered(field, json));
    }

    private void answered(String field, String json) {
        var spec = new LinkedHashMap<>(
                Map.of("registrationRef", "{\"name\": \"rack\"}", "baseImage", "\"https://mirror.example/x.iso\""));
        spec.put(field, json);
        var text = spec.entrySet().stream()
                .map(one -> "\"%s\": %s".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
        var config = server.config().withRequestTimeout(MOST_MILLIS).build();
        try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
            new ActingUser(client).dryRun(new ResourceRef(namespace, "seed"), text);
        } catch (KubernetesClientException e) {
            assertThat(e.getCode()).as("a refusal, not a failure").isBetween(400, 499);
        }
    }

    private static Stream<String> sizes() {
        return Stream.concat(
                numbers(),
                texts(
                        "1e999999999",
                        "1E999999999",
                        "1e-999999999",
                        "-1e999999999",
                        "+1e999999999",
                        "1e+999999999",
                        "0e999999999",
                        "1.e99999999",
                        ".1e999999999",
                        "1e99",
                        "9".repeat(32),
                        "9".repeat(LONGEST_BASE),
                        "9".repeat(19) + "." + "9".repeat(9) + "Ei",
                        "9".repeat(19) + "e99",
                        "0." + "0".repeat(29) + "1",
                        "1e999999999Gi",
                        "\u0661e\u0669\u0669\u0669\u0669\u0669\u0669\u0669",
                        "1\\n",
                        "Infinity",
                        "NaN",
                        ""));
    }

    private static Stream<String> numbers() {
        return Stream.of(
                "1e999999999",
                "1e308",
                "1e400",
                "-1e-999999999",
                "0e999999999",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775808",
                "1.5",
                "-1",
                "7".repeat(100_000),
                "null",
                "{}",
                "[]",
                "[".repeat(9_000) + "]".repeat(9_000));
    }

    private static Stream<String> bases() {
        return texts(
                filled("http://", "a", ""),
                filled("http://", "@", "#"),
                filled("http://a/", "#", ""),
                filled("", "http://", ""),
                filled("", "://", ""),
                filled("", "/", ""),
                filled("", "//", "@"),
                filled("", "?", "//@"),
                filled("", " ", ""),
                filled("s3://b/uploads", "/..", ""),
                filled("s3://b/uploads", "/...", "/"),
                filled("s3://b/uploads", "/a", "/"),
                filled("s3://", "b/uploads/", ".."),
                filled("a", "/a", "!"),
                filled("a", "/a_", ""),
                filled("a/", "a._-", "!"),
                filled("a/", "a-", "!"),
                filled("a/", "a", "!"),
                filled("a", ":1", ""),
                filled("a:", "1", "!"),
                filled("a@sha256:", "0", ""),
                filled("", "\\uD83D\\uDE00", ""),
                filled("", "\\u0000", ""),
                filled("", "\u0130", ""),
                filled("HTTPS\u017F://", "a", ""),
                "a".repeat(1_000_000),
                "");
    }

    private static Stream<String> platforms() {
        return Stream.concat(
                numbers(),
                texts("linux/" + "x86_64".repeat(4), "x86_64".repeat(5), "aarch64".repeat(100_000), "\\u0000", ""));
    }

    private static Stream<String> names(String object) {
        return Stream.concat(
                        texts(
                                "a".repeat(253),
                                "a.".repeat(126) + "a",
                                "a-".repeat(126),
                                "a-.".repeat(84),
                                "-".repeat(253),
                                ".".repeat(253),
                                "a".repeat(1_000_000),
                                "\\uD83D\\uDE00".repeat(60),
                                ""),
                        numbers())
                .map(object::formatted);
    }

    private static Stream<String> containers() {
        var many = List.of("\"a\"", "\"%s\"".formatted("a".repeat(1_000_000)));
        return Stream.concat(
                names("{\"image\": \"x\", \"name\": %s}"),
                many.stream()
                        .flatMap(item -> Stream.of(1, 100, 100_000)
                                .filter(count -> (long) count * item.length() < 2_000_000)
                                .map(count -> "{\"image\": \"x\", \"args\": [%s]}"
                                        .formatted(String.join(",", Collections.nCopies(count, item))))));
    }

    // Of thousands of items of a wrong type the API server makes thousands of sentences, whatever the resource: that
    // takes it long, and is nothing that a resource could say no to.
    private static Stream<String> variants() {
        var raw = "{\"type\": \"raw\", \"targetPlatform\": \"linux/aarch64\"}";
        var wrong = "{\"targetPlatform\": \"%s\"}".formatted("x86_64".repeat(5));
        return Stream.concat(
                numbers(),
                Stream.of(
                        list(1, raw),
                        list(3, raw),
                        list(4, raw),
                        list(20_000, raw),
                        list(3, "{}"),
                        list(20_000, "{}"),
                        list(3, "null"),
                        list(3, wrong),
                        list(100, wrong)));
    }

    private static String list(int count, String item) {
        return "[%s]".formatted(String.join(",", Collections.nCopies(count, item)));
    }

    private static Stream<String> trees() {
        return Stream.of(
                "{\"%s\": 1}".formatted("k".repeat(1_000_000)),
                "{\"a\": ".repeat(3_000) + "1" + "}".repeat(3_000),
                Stream.iterate(0, number -> number + 1)
                        .limit(100_000)
                        .map("\"k%s\": 0"::formatted)
                        .collect(Collectors.joining(",", "{", "}")),
                "{\"a\": [%s0]}".formatted("{},".repeat(500_000)),
                "{\"a\": 1e999999999}");
    }

    private static Stream<String> texts(String... texts) {
        return Stream.of(texts).map("\"%s\""::formatted);
    }

    /** As much as a base image may have. */
    private static String filled(String start, String repeated, String end) {
        var length = repeated.startsWith("\\u") ? repeated.length() / 6 : repeated.length();
        var count = (LONGEST_BASE - start.length() - end.length()) / length;
        if (count < 1) {
            fail("nothing to repeat");
        }
        return start + repeated.repeat(count) + end;
    }
}
