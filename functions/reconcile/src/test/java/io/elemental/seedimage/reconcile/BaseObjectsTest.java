package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.base.BaseAccess;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.cluster.NamedSecret;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Secrets and ConfigMaps that bases are reached with: what of them is told, and when. */
class BaseObjectsTest {

    private static final String IMAGE = "registry.example:5000/elemental-iso:v1";
    private static final String LOGIN = "{\"auths\":{\"registry.example:5000\":{\"auth\":\"dTpz\"}}}";
    private static final ResourceRef SECRET = World.SEED.sibling("login");

    private final World world = new World();

    @Test
    void aSecretThatIsMissingIsToldAndItsBaseBuiltWhenItIsThere() {
        world.change(seed -> seed.baseImage(IMAGE).access(PullSecrets.named("login")));
        world.reconcile();

        assertThat(world.builds.all()).isEmpty();
        assertThat(message())
                .isEqualTo("spec.basePullSecretRef names the Secret 'login', which is not in the namespace 'fleet'.");

        world.objects.put(SECRET, PullSecrets.dockerConfig(LOGIN));
        world.complete();

        assertThat(world.entry().downloadURL()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kubernetes.io/basic-auth | x | registry.example/a | spec.basePullSecretRef names the Secret 'login', whose type is not kubernetes.io/dockerconfigjson, which a registry needs.",
                "kubernetes.io/dockerconfigjson | '' | registry.example/a | spec.basePullSecretRef names 'login', which has no '.dockerconfigjson'.",
                "kubernetes.io/dockerconfigjson | x | https://m.example/a.iso | spec.basePullSecretRef names the Secret 'login', whose type is not kubernetes.io/basic-auth, which a web server needs.",
                "kubernetes.io/dockerconfigjson | x | s3://seedimages/uploads/fleet/a.iso | spec.basePullSecretRef and spec.baseCA are for registries and web servers; an s3:// base lies in the installation's own store",
            })
    void aSecretThatIsOfNoUseIsTold(String type, String text, String image, String sentence) {
        world.objects.put(SECRET, new NamedSecret(type, Optional.empty(), Map.of(NamedSecret.DOCKER_CONFIG_KEY, text)));
        world.change(seed -> seed.baseImage(image).access(PullSecrets.named("login")));

        world.reconcile();

        assertThat(world.builds.all()).isEmpty();
        assertThat(message()).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "https://m.example/a.iso, m.example, -",
                "https://m.example:8443/a.iso, m.example, -",
                "https://m.example/a.iso, -, whose annotation",
                "https://evil.example/a.iso, m.example, whose annotation",
                "http://m.example/a.iso, m.example, needs an https base",
            })
    void aPasswordGoesToTheServerThatItsSecretNamesAlone(String url, @Nullable String host, @Nullable String refusal) {
        world.objects.put(
                SECRET,
                new NamedSecret(
                        NamedSecret.BASIC, Optional.ofNullable(host), Map.of("username", "u", "password", "s3cr3t")));
        world.change(seed -> seed.baseImage(url).access(PullSecrets.named("login")));

        world.reconcile();

        if (refusal == null) {
            assertThat(grant().auth()).isEqualTo("Basic dTpzM2NyM3Q=");
        } else {
            assertThat(world.builds.all()).isEmpty();
            assertThat(message()).contains(refusal).doesNotContain("s3cr3t");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no PEM", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"})
    void certificatesThatAreNoneAreToldBeforeAnythingIsBuilt(String text) {
        world.objects.put(World.SEED.sibling("authorities"), Map.of(NamedSecret.AUTHORITIES_KEY, text));
        world.change(seed -> seed.baseImage(IMAGE)
                .access(new BaseAccess(
                        Optional.empty(), Optional.empty(), Optional.of("authorities"), Optional.empty())));

        world.reconcile();

        assertThat(world.builds.all()).isEmpty();
        assertThat(message())
                .isEqualTo("spec.baseCA.configMapRef names 'authorities', whose 'ca.crt' is no PEM of certificates.");
    }

    /** A grant that is too large for a Secret would hold a place of a build until its deadline. */
    @ParameterizedTest
    @ValueSource(strings = {"\u20ac", "\u0001"})
    void moreThanAGrantCanHoldIsTold(String letter) {
        world.objects.put(SECRET, PullSecrets.dockerConfig(letter.repeat(100_000)));
        world.change(seed -> seed.baseImage(IMAGE).access(PullSecrets.named("login")));

        world.reconcile();

        assertThat(world.builds.all()).isEmpty();
        assertThat(message()).contains("name objects with", "at most 262144 are taken");
    }

    /** Whoever waits for a place has asked already, and nobody asks again. */
    @Test
    void anAttemptThatWaitsSurvivesThatItsSecretIsAway() {
        world.objects.put(SECRET, PullSecrets.dockerConfig(LOGIN));
        world.change(seed -> seed.baseImage(IMAGE).access(PullSecrets.named("login")));
        world.complete();
        var first = world.entry().variants().getFirst();
        IntStream.range(0, 4)
                .forEach(n -> put(
                        World.SEED.sibling("other-" + n),
                        "https://mirror.example/%s.iso".formatted(n),
                        BaseAccess.ANYBODY));
        world.change(seed -> seed.retrigger(true));
        world.reconcile();
        assertThat(world.entry().variants().getFirst()).isInstanceOf(CatalogVariant.Preparing.class);

        world.objects.remove(SECRET);
        world.builds.all().forEach(world.builder::prepare);
        world.reconcile();
        assertThat(message()).contains("Secret 'login', which is not in the namespace");
        world.objects.put(SECRET, PullSecrets.dockerConfig(LOGIN));
        IntStream.range(0, 4).forEach(n -> world.reconciler.reconcile(World.SEED.sibling("other-" + n)));
        world.complete();
        world.complete();

        assertThat(world.entry().variants().getFirst().ready().orElseThrow().build())
                .isNotEqualTo(first.ready().orElseThrow().build());
    }

    /** Its wish for a newer base stays open, though there is a base that it could be made on. */
    @Test
    void aNewSeedImageThatIsRefusedIsLookedAtAgain() {
        world.objects.put(SECRET, PullSecrets.dockerConfig(LOGIN));
        world.change(seed -> seed.baseImage(IMAGE).access(PullSecrets.named("login")));
        world.complete();
        world.objects.remove(SECRET);
        var ref = World.SEED.sibling("new");
        world.seedImages.put(World.like(World.seedImage(ref, "uid-new", 1))
                .baseImage(IMAGE)
                .access(PullSecrets.named("login"))
                .pullPolicy(PullPolicy.ALWAYS)
                .build());

        IntStream.range(0, 3).forEach(_ -> world.reconciler.reconcile(ref));
        assertThat(world.entry(ref).variants().getFirst()).isInstanceOf(CatalogVariant.Failed.class);
        world.objects.put(SECRET, PullSecrets.dockerConfig(LOGIN));
        var before = world.builds.started();
        world.reconciler.reconcile(ref);

        assertThat(world.builds.started()).isEqualTo(before + 1);
    }

    private void put(ResourceRef ref, String image, BaseAccess access) {
        world.seedImages.put(World.like(World.seedImage(ref, "uid-" + ref.name(), 1))
                .baseImage(image)
                .access(access)
                .build());
        world.reconciler.reconcile(ref);
    }

    private GrantDocument.Source grant() {
        return world.builder.grant(world.builds.all().getFirst()).source();
    }

    private String message() {
        return world.status().conditions().getFirst().message();
    }
}
