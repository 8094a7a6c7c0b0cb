package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.reconcile.settings.NamespaceQuota;
import io.elemental.seedimage.reconcile.settings.SourceRules;
import io.elemental.seedimage.rules.proxy.AllowedProxies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bases whose builders ask through a proxy. */
class ProxiedBaseTest {

    private static final String PROXY = "http://proxy.example:3128";
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "HTTPS_PROXY",
            "http://us:s3cr3t@usual.example:3128",
            "NO_PROXY",
            "minio.minio",
            AllowedProxies.SETTING,
            "http://own:s3cr3t@proxy.example:3128");

    @Test
    void buildersGetTheProxiesOfTheInstallation() {
        var world = world();

        world.reconcile();

        var usual = new GrantDocument.Proxies(null, "http://us:s3cr3t@usual.example:3128", List.of("minio.minio"));
        var grant = world.builder.grant(world.build(1));
        assertThat(grant.source().proxies()).isEqualTo(usual);
        assertThat(grant.storeProxies()).isEqualTo(usual);
        assertThat(grant.toString() + grant.source() + grant.storeProxies()).doesNotContain("s3cr3t");
    }

    @Test
    void withoutThemThereAreNone() {
        var world = new World();

        world.reconcile();

        assertThat(world.builder.grant(world.build(1)).source().proxies()).isNull();
        assertThat(world.builder.grant(world.build(1)).storeProxies()).isNull();
    }

    @Test
    void aNamedOneIsForItsSourceAloneAndItsBaseForItsNamespaceAlone() {
        var world = world();
        world.complete();
        world.change(seed -> seed.proxy(PROXY));

        world.reconcile();

        assertThat(world.builds.all()).hasSize(1).doesNotContain(world.build(1), world.build(2));
        var build = world.builds.all().getFirst();
        var own = "http://own:s3cr3t@proxy.example:3128";
        var grant = world.builder.grant(build);
        assertThat(grant.source().proxies()).isEqualTo(new GrantDocument.Proxies(own, own, List.of()));
        assertThat(grant.storeProxies()).extracting(GrantDocument.Proxies::none).isEqualTo(List.of("minio.minio"));
        var source =
                world.bases.source(build.replaceFirst("-1$", "")).orElseThrow().value();
        assertThat(source.scope()).isEqualTo("fleet");
        assertThat(source.proxy()).isEqualTo(PROXY);
        world.builder.prepare(build);
        world.reconcile();
        assertThat(world.status().downloadURL()).isNotEmpty();
    }

    @Test
    void oneThatIsNotAllowedIsRefusedWithASentence() {
        var world = world();
        world.change(seed -> seed.proxy("http://evil.example:80"));

        world.reconcile();

        assertThat(world.builds.all()).isEmpty();
        assertThat(world.status().conditions().getFirst().message())
                .isEqualTo("spec.proxy 'http://evil.example:80' is a proxy that this installation does not allow:"
                        + " [http://proxy.example:3128]");
    }

    private static World world() {
        var world = new World();
        var proxies = AllowedProxies.fromEnvironment(ENVIRONMENT);
        world.settings(SourceRules.PUBLIC.with(proxies), NamespaceQuota.NONE);
        return world;
    }
}
