package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.reconcile.settings.NamespaceQuota;
import io.elemental.seedimage.reconcile.settings.SourceRules;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.base.BaseAccess;
import io.elemental.seedimage.rules.base.BaseKey;
import io.elemental.seedimage.rules.base.BaseSpec;
import io.elemental.seedimage.rules.base.RegistryRules;
import io.elemental.seedimage.rules.cluster.NamedSecret;
import io.elemental.seedimage.testing.SeedImageBuilder;
import io.elemental.seedimage.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bases that are images of registries. */
class RegistryBaseTest {

    private static final String IMAGE = "registry.example:5000/elemental-iso:v1";
    private static final String LOGIN = "{\"auths\":{\"registry.example:5000\":{\"auth\":\"dTpz\"}}}";
    private static final ResourceRef SECRET = World.SEED.sibling("login");

    private final World world = new World();

    @Test
    void anImageIsNamedInOneSpellingWithTheRulesOfTheInstallation() {
        var rules = RegistryRules.fromEnvironment(Map.of(
                RegistryRules.PLAIN_HOSTS, "registry.example:5000",
                RegistryRules.MIRRORS, "docker.io=one.example/hub,docker.io=two.example",
                RegistryRules.REALMS, "registry.example:5000=tokens.example"));
        world.settings(SourceRules.PUBLIC.with(rules, Optional.of("CERTIFICATES")), NamespaceQuota.NONE);

        var source = sourceOf(seed -> seed.baseImage("docker://Registry.example:5000/elemental-iso:v1"));

        assertThat(source.url()).isEqualTo("oci://" + IMAGE);
        assertThat(source.ca()).isEqualTo("CERTIFICATES");
        assertThat(source.registry())
                .isEqualTo(new GrantDocument.Registry(
                        null,
                        null,
                        List.of("registry.example:5000"),
                        Map.of("docker.io", List.of("one.example/hub", "two.example")),
                        Map.of("registry.example:5000", List.of("tokens.example")),
                        null));
    }

    @Test
    void theSecretIsReadInTheNamespaceOfTheSeedImageAndNeverShown() {
        world.objects.put(SECRET, PullSecrets.dockerConfig(LOGIN));

        var source = sourceOf(seed -> seed.baseImage(IMAGE).access(PullSecrets.named("login")));

        var registry = Objects.requireNonNull(source.registry());
        assertThat(registry.pullSecret()).isEqualTo("login");
        assertThat(registry.dockerConfig()).isEqualTo(LOGIN);
        assertThat(source + " " + registry + " " + world.objects.secret(SECRET) + " " + world.status())
                .doesNotContain("dTpz");
    }

    /** What opens a source for one namespace, or one Secret, opens it for no other. */
    @Test
    void basesOfSecretsAreSharedByThoseAloneWhoNameTheSame() {
        world.objects.put(SECRET, PullSecrets.dockerConfig(LOGIN));
        world.objects.put(World.SEED.sibling("second"), PullSecrets.dockerConfig(LOGIN));
        world.change(seed -> seed.baseImage(IMAGE).access(PullSecrets.named("login")));
        world.complete();
        var built = world.builds.started();

        put(World.SEED.sibling("mate"), "login");
        assertThat(world.builds.started()).isEqualTo(built);
        put(World.SEED.sibling("stranger"), "second");
        assertThat(world.builds.started()).isEqualTo(built + 1);
    }

    @Test
    void certificatesAndKeysComeFromTheirObjects(@TempDir Path folder) throws IOException {
        var pem = Files.readString(
                TestCertificate.make(folder, "dns:registry.example").file());
        world.objects.put(World.SEED.sibling("authorities"), Map.of(NamedSecret.AUTHORITIES_KEY, pem));
        world.objects.put(
                World.SEED.sibling("key"),
                new NamedSecret("Opaque", Optional.empty(), Map.of(NamedSecret.COSIGN_KEY, "PUBLIC")));

        var source = sourceOf(seed -> seed.baseImage(IMAGE)
                .access(new BaseAccess(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("authorities"),
                        Optional.of(new BaseKey.InSecret("key")))));

        assertThat(source.ca()).isEqualTo(pem);
        assertThat(Objects.requireNonNull(source.registry()).publicKey()).isEqualTo("PUBLIC");
    }

    @Test
    void onlyImagesAreSigned() {
        world.change(seed -> seed.access(new BaseAccess(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(new BaseKey.Given("PUBLIC")))));

        world.reconcile();

        assertThat(message()).startsWith("spec.baseVerification is for images of registries alone");
    }

    @Test
    void aVariantWhoseBaseIsRefusedHidesNoOther() {
        var arm = new Variant(ImageType.ISO, Platform.LINUX_ARM64);
        world.change(seed -> seed.variants(World.ISO, arm).ownBase(arm, BaseSpec.of("ftp://m.example/arm.iso")));

        world.complete();

        assertThat(world.entry().downloadURL()).isNotNull();
        assertThat(world.entry().variants().getLast().reason().orElseThrow())
                .contains("'ftp://m.example/arm.iso' has a scheme that is none of");
    }

    @Test
    void aSecondPlatformCostsOneBaseMore() {
        var arm = new Variant(ImageType.ISO, Platform.LINUX_ARM64);
        world.change(seed -> seed.variants(World.ISO, arm).ownBase(arm, BaseSpec.of(IMAGE)));

        world.reconcile();

        assertThat(world.builds.all().stream().map(build -> world.builder.grant(build)))
                .extracting(grant -> grant.platform() + " " + grant.source().url())
                .containsExactlyInAnyOrder("linux/amd64 " + World.BASE_IMAGE, "linux/arm64 oci://" + IMAGE);
    }

    private GrantDocument.Source sourceOf(UnaryOperator<SeedImageBuilder> change) {
        world.change(change);
        world.reconcile();
        return grant();
    }

    private GrantDocument.Source grant() {
        return world.builder.grant(world.builds.all().getFirst()).source();
    }

    private void put(ResourceRef ref, String secret) {
        put(ref, IMAGE, PullSecrets.named(secret));
    }

    private void put(ResourceRef ref, String image, BaseAccess access) {
        world.seedImages.put(World.like(World.seedImage(ref, "uid-" + ref.name(), 1))
                .baseImage(image)
                .access(access)
                .build());
        world.reconciler.reconcile(ref);
    }

    private String message() {
        return world.status().conditions().getFirst().message();
    }
}
