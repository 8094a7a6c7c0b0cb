package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.cluster.ActingUser;
import io.elemental.seedimage.cluster.RealApiServer;
import io.elemental.seedimage.registration.token.RegistrationKeys;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.testing.RealMinio;
import io.elemental.seedimage.testing.RealStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot work says why, in one sentence that {@code kubectl describe} shows, and touches nobody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DescribeTest {

    /**
     * Several pages of the API server's list, where each has 100. More of them show the same and take longer; a run
     * before a release has 1,000: {@code -Dseedimage.fleet=1000}.
     */
    private static final int FLEET = Integer.getInteger("seedimage.fleet", 250);

    private static final String BASE = "https://mirror.example/elemental.iso";
    private static final String KEY = RegistrationKeys.generate();

    private final RealApiServer server = RealApiServer.orSkip();
    private final String namespace = server.newNamespace();
    private final RealStore minio = RealMinio.orSkip();
    private final RealFunction function = new RealFunction(
            server.client(),
            minio,
            minio.endpoint(),
            namespace,
            Map.of("SEEDIMAGE_RECONCILE_ALLOWED_HOSTS", "mirror.example"));
    private final RealCluster cluster = new RealCluster(server, namespace);
    private final ActingUser user = cluster.user;
    private final ResourceRef good = ref("good");

    @TempDir
    private static Path folder = Path.of("");

    /** Registrations of every kind, and a SeedImage that is fine. */
    @BeforeAll
    void begin() throws NoSuchAlgorithmException {
        var key = Optional.of(KEY);
        cluster.register(ref("rack"), true, KEY, key);
        cluster.register(ref("large-rack"), true, KEY, key);
        cluster.register(ref("not-ready"), false, KEY, key);
        cluster.register(ref("no-token"), true, "", key);
        cluster.register(ref("other-key"), true, RegistrationKeys.generate(), key);
        cluster.register(ref("no-key"), true, KEY, Optional.empty());
        cluster.register(ref("no-pem"), true, KEY, Optional.of("c2VjcmV0"));
        cluster.register(ref("rsa"), true, KEY, Optional.of(rsa()));
        cluster.register(ref("r".repeat(253)), true, KEY, key);
        apply(good, "rack", "");
        assertThat(event(good)).isEqualTo(204);
        var job = "base-" + cluster.build();
        assertThat(function.event("batch/v1", "Job", namespace, job)).isEqualTo(204);
        assertThat(cluster.state(good)).isEqualTo(SeedImageState.COMPLETED);
    }

    @AfterAll
    void end() {
        user.removeAll();
        function.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "nowhere   | '' | There is no ElementalRegistration %s/nowhere.",
                "not-ready | '' | %s/not-ready is not ready: its provider has not written URI and token yet.",
                "no-token  | '' | %s/no-token is not ready: its provider has not written URI and token yet.",
                "other-key | '' | %s/other-key is signed by another key than the one in its Secret.",
                "no-key    | '' | %s/no-key is missing: its Secret needs an Ed25519 key in 'privKey'.",
                "no-pem    | '' | %s/no-pem is unreadable: its Secret needs an Ed25519 key in 'privKey', as PEM of PKCS#8.",
                "rsa       | '' | %s/rsa is unreadable: its Secret needs an Ed25519 key in 'privKey', as PEM of PKCS#8.",
                "rack | 'cloud-config: {write_files: [{path: /x, content: 300000}]}'  | at most 262144 fit",
                "rack | 'cloud-config: {write_files: [{path: /x, content: 1000000}]}' | at most 262144 fit",
                "rack | 'cloud-config: {stages: none}'                    | spec.cloud-config",
                "rack | 'baseImage: https://elsewhere.example/x.iso'      | that this installation does not allow: [mirror.example]",
                "rack | 'baseImage: http://10.0.0.1/x.iso'                | that this installation does not allow: [mirror.example]",
                "rack | 'baseImage: s3://%1$s/uploads/other/x.iso'        | lies outside of s3://%1$s/uploads/%1$s/",
                "rack | 'type: raw'                                       | spec.type 'raw' is not supported yet; use iso",
                "rack | 'buildContainer: {image: x}'                      | spec.buildContainer is not supported yet",
                "rack | 'basePullSecretRef: {name: x}'                    | spec.basePullSecretRef names the Secret 'x', which is not in the namespace '%1$s'",
                "rack | 'baseCA: {configMapRef: {name: x}}'               | spec.baseCA.configMapRef names the ConfigMap 'x', which is not in the namespace '%1$s'",
            })
    void saysWhy(String registration, String spec, String sentence) {
        var bad = ref("bad-" + Integer.toHexString((registration + spec).hashCode()));
        var before = user.version(good);
        apply(
                bad,
                registration,
                spec.formatted(namespace).replaceAll("(content: )([0-9]+)", "$1" + "x".repeat(size(spec))));

        assertThat(event(bad)).isEqualTo(204);

        var status = user.status(bad).orElseThrow();
        var reason = status.conditions().getFirst();
        assertThat(reason.type() + " " + reason.status())
                .isEqualTo(sentence.contains("not ready") ? "Ready Unknown" : "Ready False");
        assertThat(reason.message()).contains(sentence.formatted(namespace)).doesNotContain("\n", KEY);
        assertThat(server.kubectl("describe", "simg", bad.name(), "--namespace", namespace))
                .contains(reason.message());
        assertThat(status.downloadURL()).isEmpty();
        assertThat(cluster.node.builds()).isEmpty();
        assertThat(event(good)).isEqualTo(204);
        assertThat(user.version(good)).isEqualTo(before);
    }

    @Test
    void namesOf253CharactersWork() {
        var seed = ref("s".repeat(253));
        apply(seed, "r".repeat(253), "");

        assertThat(event(seed)).isEqualTo(204);

        assertThat(cluster.state(seed)).isEqualTo(SeedImageState.COMPLETED);
        assertThat(user.status(seed)
                        .orElseThrow()
                        .variants()
                        .getFirst()
                        .fileName()
                        .length())
                .isLessThan(255);
        assertThat(server.kubectl("describe", "simg", seed.name(), "--namespace", namespace))
                .contains("SeedImageBuildSuccess");
    }

    /** The API server's clock may be ahead of the function's, or behind it. */
    @Test
    void clocksMayDiffer() {
        var seed = ref("skewed");
        for (var hours : List.of(-2, 2)) {
            function.skew(Duration.ofHours(hours));
            user.remove(seed);
            apply(seed, "rack", "");
            assertThat(event(seed)).isEqualTo(204);
            assertThat(cluster.state(seed)).isEqualTo(SeedImageState.COMPLETED);
        }
        function.skew(Duration.ZERO);
    }

    @Test
    void aRegistrationMayHaveManySeedImages() {
        var rack = ref("large-rack");
        var fleet = IntStream.range(0, FLEET)
                .mapToObj(number -> ref(String.format(Locale.ROOT, "fleet-%04d", number)))
                .toList();
        fleet.forEach(seed -> cluster.create(seed, rack.name(), BASE));
        var odd = fleet.get(FLEET / 2);
        apply(odd, rack.name(), "cloud-config: {stages: none}");
        var before = user.version(good);

        var deliveries = 1;
        while (function.event(Events.API, "ElementalRegistration", namespace, rack.name()) == 503) {
            assertThat(++deliveries).isLessThan(20);
        }

        assertThat(fleet)
                .filteredOn(seed -> cluster.state(seed) != SeedImageState.COMPLETED)
                .containsExactly(odd);
        assertThat(user.status(odd).orElseThrow().conditions().getFirst().message())
                .contains("spec.cloud-config");
        assertThat(user.version(good)).isEqualTo(before);
    }

    private int size(String spec) {
        var number = spec.replaceAll("[^0-9]", "");
        return number.length() > 3 ? Integer.parseInt(number) : 0;
    }

    private int event(ResourceRef seedImage) {
        return function.event(Events.API, "SeedImage", namespace, seedImage.name());
    }

    private ResourceRef ref(String name) {
        return new ResourceRef(namespace, name);
    }

    /** @param more a field of the spec, in YAML */
    private void apply(ResourceRef seedImage, String registration, String more) {
        var base = more.startsWith("baseImage:") ? "" : "baseImage: " + BASE;
        var manifest = """
                apiVersion: %s
                kind: SeedImage
                metadata: {name: %s, namespace: %s}
                spec:
                  registrationRef: {name: %s}
                  delivery: Proxy
                  %s
                  %s
                """.formatted(Events.API, seedImage.name(), seedImage.namespace(), registration, base, more);
        try {
            var file = Files.writeString(folder.resolve("manifest.yaml"), manifest);
            // on the server's side: kubectl cannot remember a large one in an annotation
            server.kubectl("apply", "--server-side", "--force-conflicts", "-f", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rsa() throws NoSuchAlgorithmException {
        var key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(key.getEncoded()));
    }
}
