package io.elemental.seedimage.cluster.resources;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.cluster.api.ReadJson;
import io.elemental.seedimage.cluster.api.ReadObject;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.base.BaseAccess;
import io.elemental.seedimage.rules.base.BaseKey;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;

/** What no API server lets pass, and yet may lie in one: stored under another schema, or when there was none. */
class SeedImageReadingTest {

    @Test
    void readsTheLeastThereCanBe() {
        var seedImage = read("");

        assertThat(seedImage.problem()).isEmpty();
        assertThat(seedImage.ref()).isEqualTo(new ResourceRef("fleet", "seed"));
        assertThat(seedImage.uid()).isEqualTo("uid-1");
        assertThat(seedImage.generation()).isEqualTo(3);
        assertThat(seedImage.registration()).isEqualTo(new ResourceRef("fleet", "rack"));
        assertThat(seedImage.base().image()).isEqualTo("https://x.example/a.iso");
        assertThat(seedImage.pullPolicy()).isEqualTo(PullPolicy.IF_NOT_PRESENT);
        assertThat(seedImage.variants()).containsExactly(new Variant(ImageType.ISO, Platform.LINUX_AMD64));
        assertThat(seedImage.cleanupAfterMinutes()).isEqualTo(60);
        assertThat(seedImage.retrigger()).isFalse();
        assertThat(seedImage.sizeInBytes()).isEqualTo(6L << 30);
        assertThat(seedImage.delivery()).isEqualTo(Delivery.AUTO);
        assertThat(seedImage.cloudConfig()).isEmpty();
        assertThat(seedImage.createdAt()).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(seedImage.retriggerMark()).isEmpty();
        assertThat(seedImage.completedAt()).isEmpty();
        assertThat(seedImage.base().digest()).isEmpty();
    }

    @Test
    void readsWhatTheBaseMustBe() {
        var hex = "0123456789abcdef".repeat(4);

        assertThat(read("baseDigest: sha256:" + hex).base().digest()).contains(hex);
        assertThat(read("baseDigest: " + hex).problem())
                .contains("spec.baseDigest '%s' is not sha256: and 64 hexadecimal digits (0-9, a-f)".formatted(hex));
    }

    @ParameterizedTest
    @CsvSource({
        "6Gi, 6442450944",
        "500M, 500000000",
        "1.5G, 1500000000",
        "1e3, 1000",
        "7, 7",
        "6442450944, 6442450944",
        "100m, 1",
        "1Ti, 1099511627776",
        "0, 6442450944",
        "0Gi, 6442450944",
        "'\"7\"', 7"
    })
    void readsSizesAsKubernetesWritesThem(String size, long bytes) {
        var seedImage = read("size: " + size);

        assertThat(seedImage.problem()).isEmpty();
        assertThat(seedImage.sizeInBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"\"', LINUX_AMD64",
        "linux/x86_64, LINUX_AMD64",
        "linux/aarch64, LINUX_ARM64",
        "linux/arm64, LINUX_ARM64",
        "Linux/ARM64, LINUX_ARM64"
    })
    void readsWhatTheKernelCallsAPlatform(String word, Platform platform) {
        assertThat(read("targetPlatform: " + word).variants()).containsExactly(new Variant(ImageType.ISO, platform));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, -3_000_000_000L})
    void servesForEverWhatHasNoTimeToLive(long minutes) {
        var seedImage = read("cleanupAfterMinutes: " + minutes);

        assertThat(seedImage.problem()).isEmpty();
        assertThat(seedImage.lifetime()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "''"})
    void builderOfOnesOwnNeedsNoBase(String base) {
        assertThat(read("baseImage: %s, buildContainer: {image: i}".formatted(base))
                        .problem())
                .hasValue("spec.buildContainer is not supported yet");
    }

    @Test
    void readsHowABaseIsReachedAndJudged() {
        var seedImage = read("basePullSecretRef: {name: login}, baseCA: {configMapRef: {name: authorities}},"
                + " baseVerification: {keySecretRef: {name: key}}");

        assertThat(seedImage.problem()).isEmpty();
        assertThat(seedImage.base().access())
                .isEqualTo(new BaseAccess(
                        Optional.empty(),
                        Optional.of("login"),
                        Optional.of("authorities"),
                        Optional.of(new BaseKey.InSecret("key"))));
        assertThat(read("baseVerification: {publicKey: PEM}").base().access().key())
                .contains(new BaseKey.Given("PEM"));
    }

    @Test
    void whoNamesNoPlatformGetsTheUsualOne() {
        var arm = SeedImageReading.read(resource("targetPlatform: ''", "{}", "a: b"), Platform.LINUX_ARM64);
        assertThat(arm.variants()).containsExactly(new Variant(ImageType.ISO, Platform.LINUX_ARM64));
    }

    @Test
    void variantsMayHaveABaseOfTheirOwn() {
        var hex = "a".repeat(64);
        var arm = new Variant(ImageType.ISO, Platform.LINUX_ARM64);
        var seedImage = read("basePullSecretRef: {name: login}, baseDigest: sha256:%s, variants: [{targetPlatform:"
                        .formatted("b".repeat(64))
                + " linux/arm64, baseImage: registry.example/arm:v1, baseDigest: sha256:%s}]".formatted(hex));

        assertThat(seedImage.base(arm).image()).isEqualTo("registry.example/arm:v1");
        assertThat(seedImage.base(arm).digest()).contains(hex);
        assertThat(seedImage.base(arm).access()).isEqualTo(seedImage.base().access());
        assertThat(seedImage.base(seedImage.variants().getFirst())).isEqualTo(seedImage.base());
        var pinned = read("baseDigest: sha256:%s, variants: [{targetPlatform: linux/arm64, baseImage: %s}]"
                .formatted(hex, seedImage.base().image()));
        assertThat(pinned.base(arm)).isEqualTo(pinned.base());
        var spelled = read("baseImage: docker://Registry.example/os, baseDigest: sha256:%s,".formatted(hex)
                + " variants: [{targetPlatform: linux/arm64, baseImage: registry.example/os:latest}]");
        assertThat(spelled.base(arm).digest())
                .as("the same in another spelling")
                .contains(hex);
        var other = read(
                "baseDigest: sha256:%s, variants: [{targetPlatform: linux/arm64, baseImage: other:v1}]".formatted(hex));
        assertThat(other.base(arm).digest()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "basePullSecretRef: {name: A_B} | spec.basePullSecretRef.name 'A_B' is not the name of an object",
                "baseCA: {configMapRef: {name: ''}} | spec.baseCA.configMapRef.name '' is not the name of an object",
                "baseVerification: {publicKey: k, keySecretRef: {name: k}} | spec.baseVerification must have either keySecretRef or publicKey",
                "variants: [{targetPlatform: linux/arm64, baseDigest: x}] | spec.variants[0].baseDigest 'x' is not sha256: and 64 hexadecimal digits (0-9, a-f)",
                "buildContainer: {image: i} | spec.buildContainer is not supported yet",
                "registrationRef: {name: r, namespace: other} | spec.registrationRef.namespace 'other' is not 'fleet', the namespace of the SeedImage",
                "registrationRef: {} | spec.registrationRef.name is missing",
                "registrationRef: {name: A_B} | name 'A_B' is not a DNS name of at most 253 characters",
                "registrationRef: 7 | spec.registrationRef is not an object",
                "baseImage: 7 | spec.baseImage is not text",
                "baseImage: null | spec.baseImage is missing: only a buildContainer needs none",
                "basePullPolicy: Never | spec.basePullPolicy 'Never' is not IfNotPresent or Always",
                "delivery: Pigeon | spec.delivery 'Pigeon' is not Auto, Redirect or Proxy",
                "type: '' | spec.type '' is not iso or raw",
                "type: vmdk | spec.type 'vmdk' is not iso or raw",
                "targetPlatform: linux/mips | spec.targetPlatform 'linux/mips' is not linux/amd64 or linux/arm64 (or, in the kernel's words, linux/x86_64 or linux/aarch64): no base is offered for it",
                "variants: [{type: qcow}] | spec.variants[0].type 'qcow' is not iso or raw",
                "variants: [{targetPlatform: linux/x86_64}] | spec.variants has iso for linux/amd64 twice",
                "variants: iso | spec.variants is not a list",
                "cleanupAfterMinutes: 2147483648 | spec.cleanupAfterMinutes 2147483648 is above 2147483647; 0 is for ever",
                "size: 6 GB | spec.size '6 GB' is not a number of bytes, such as 6Gi",
                "size: 10E | spec.size '10E' is more than 1Ti",
                "size: 1.1Ti | spec.size '1.1Ti' is more than 1Ti",
                "size: 1099511627777 | spec.size '1099511627777' is more than 1Ti",
                "size: '1e999999999' | spec.size '1e999999999' is not a number of bytes, such as 6Gi",
                "size: '1e-999999999' | spec.size '1e-999999999' is not a number of bytes, such as 6Gi",
                "cloud-config: text | spec.cloud-config is not an object",
            })
    void saysWhatMakesNoSense(String field, String problem) {
        var seedImage = read(field);

        assertThat(seedImage.problem()).hasValue(problem);
        assertThat(seedImage.ref()).isEqualTo(new ResourceRef("fleet", "seed"));
        assertThat(seedImage.registration().namespace()).isEqualTo("fleet");
    }

    @Test
    void knowsItsRegistrationWhateverElseIsWrong() {
        var seedImage = read("registrationRef: {name: other, namespace: elsewhere}, size: big");

        assertThat(seedImage.registrationName()).isEqualTo("other");
        assertThat(seedImage.problem())
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("spec.size"));
    }

    @Test
    void saysThatThereIsNoSpec() {
        var metadata = Map.<String, @Nullable Object>of("namespace", "fleet", "name", "seed");
        var seedImage = SeedImageReading.read(
                new ReadObject(Map.of("metadata", metadata, "spec", "text", "status", "text"), Optional.empty()));

        assertThat(seedImage.problem()).hasValue("spec is not an object");
        assertThat(seedImage.completedAt()).isEmpty();
        assertThat(seedImage.base().digest()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3, 2026-02-01T13:00:00Z, 60, 2026-02-01T12:00:00Z",
        "2, 2026-02-01T13:00:00Z, 60,",
        "3, 2026-02-01T13:00:00Z, 0,",
        "3, yesterday, 60,",
        "three, 2026-02-01T13:00:00Z, 60,"
    })
    void wasCompletedALifetimeBeforeItExpires(String observed, String expires, int minutes, Instant completed) {
        var status = "{observedGeneration: %s, expiresAt: '%s'}".formatted(observed, expires);
        var spec = "cleanupAfterMinutes: " + minutes;
        assertThat(SeedImageReading.read(resource(spec, status, "a: b")).completedAt())
                .isEqualTo(Optional.ofNullable(completed));
    }

    /** @param fields of the spec, more than the least there can be, or in place of it */
    private static SeedImage read(String fields) {
        return SeedImageReading.read(resource(fields, "{}", "a: b"));
    }

    static ReadObject resource(String fields, String status, String annotation) {
        var resource = Serialization.unmarshal(
                """
                metadata:
                  namespace: fleet
                  name: seed
                  uid: uid-1
                  generation: 3
                  creationTimestamp: "2026-01-31T12:00:00Z"
                  annotations: {%s}
                spec:
                  registrationRef: {name: rack}
                  baseImage: https://x.example/a.iso
                status: %s
                more: {%s}
                """.formatted(annotation, status, fields), new TypeReference<Map<String, Map<String, Object>>>() {});
        requireNonNull(resource.get("spec")).putAll(requireNonNull(resource.get("more")));
        return ReadJson.whole(Serialization.asJson(resource));
    }
}
