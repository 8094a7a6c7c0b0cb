package io.elemental.seedimage.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.cluster.builds.ActingNode;
import io.elemental.seedimage.cluster.builds.BaseBuildSettings;
import io.elemental.seedimage.cluster.builds.KubernetesBaseBuilds;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.BuildGrant;
import io.elemental.seedimage.rules.cluster.BuildState;
import io.elemental.seedimage.rules.cluster.ClusterRefusedException;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The Secret with the grant of a base build. */
class BaseBuildGrantsTest {

    private static final String BUILD = "0123456789abcdef0123456789abcdef-1";
    private static final byte[] GRANT = "{\"secret\":\"presigned\"}".getBytes(UTF_8);
    private static final Instant RENEW_AT = Instant.parse("2026-11-24T14:00:00Z");
    private static final long SCRATCH = 64L * 1024 * 1024;
    private static final String NAMESPACE = "fleet";

    private final RealApiServer server = RealApiServer.orSkip();
    private final String namespace = server.newNamespace();
    private final BaseBuilds builds =
            new KubernetesBaseBuilds(server.client(), new BaseBuildSettings(namespace, "example/base-builder:1"));
    private final ActingNode node = new ActingNode(server.client(), namespace);

    @Test
    void theGrantIsTheJobsOwnAndIsGivenOnce() {
        start();
        builds.run(BUILD, new BuildGrant("another grant".getBytes(UTF_8), RENEW_AT));

        var job = node.job(BUILD).getMetadata();
        var secret = secret();
        assertThat(Base64.getDecoder().decode(secret.getData().get("grant"))).isEqualTo(GRANT);
        assertThat(secret.getImmutable())
                .as("else no kubelet looks at it again")
                .isNull();
        assertThat(secret.getType()).isEqualTo("Opaque");
        assertThat(secret.getMetadata().getLabels()).isEqualTo(job.getLabels());
        assertThat(secret.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> {
            assertThat(owner.getApiVersion()).isEqualTo("batch/v1");
            assertThat(owner.getKind()).isEqualTo("Job");
            assertThat(owner.getName()).isEqualTo(job.getName());
            assertThat(owner.getUid()).isEqualTo(job.getUid());
        });
    }

    @Test
    void aNewerGrantTakesThePlaceOfTheJobsOwnAndOfNoOther() {
        start();
        var before = secret();
        builds.renew(BUILD, new BuildGrant("newer".getBytes(UTF_8), RENEW_AT.plusSeconds(1)));

        var renewed = secret();
        assertThat(renewed.getData()).containsOnlyKeys("grant");
        assertThat(node.grant(BUILD)).asString().isEqualTo("newer");
        assertThat(renewed.getMetadata().getUid())
                .isEqualTo(before.getMetadata().getUid());
        assertThat(renewed.getMetadata().getLabels())
                .isEqualTo(before.getMetadata().getLabels());
        assertThat(renewed.getMetadata().getOwnerReferences())
                .isEqualTo(before.getMetadata().getOwnerReferences());

        node.orphan(BUILD);
        var _ = builds.claim(BUILD, "another", SCRATCH, NAMESPACE);
        builds.renew(BUILD, new BuildGrant(GRANT, RENEW_AT));
        assertThat(node.grant(BUILD)).asString().isEqualTo("newer");
    }

    /** Versions before this one made them so. */
    @Test
    void aGrantThatCannotBeChangedIsLeftAsItIs() {
        start();
        server.client().resource(secret()).edit(secret -> {
            secret.setImmutable(true);
            secret.getMetadata().setAnnotations(Map.of());
            return secret;
        });

        assertThat(builds.stateOf(BUILD)).isEqualTo(new BuildState.Running());
    }

    @Test
    void aGrantOfAnotherJobOfThatNameIsReplaced() {
        start();
        node.orphan(BUILD);
        var _ = builds.claim(BUILD, "another", SCRATCH, NAMESPACE);

        assertThat(builds.stateOf(BUILD)).isEqualTo(new BuildState.NotStarted());
        builds.run(BUILD, new BuildGrant("another grant".getBytes(UTF_8), RENEW_AT));

        assertThat(builds.stateOf(BUILD)).isEqualTo(new BuildState.Running(RENEW_AT));
        assertThat(Base64.getDecoder().decode(secret().getData().get("grant")))
                .asString()
                .isEqualTo("another grant");
    }

    @Test
    void removesTheGrantToo() {
        start();

        builds.remove(BUILD);

        assertThat(server.client().secrets().inNamespace(namespace).list().getItems())
                .isEmpty();
        assertThat(server.client()
                        .batch()
                        .v1()
                        .jobs()
                        .inNamespace(namespace)
                        .list()
                        .getItems())
                .isEmpty();
    }

    @Test
    void neverRepeatsAGrantThatIsRefused() {
        var _ = builds.claim(BUILD, "upload", SCRATCH, NAMESPACE);
        var tooLarge = "presigned".repeat(200_000).getBytes(UTF_8);

        assertThatThrownBy(() -> builds.run(BUILD, new BuildGrant(tooLarge, RENEW_AT)))
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessageStartingWith("cannot create Secret %s/base-%s: ", namespace, BUILD)
                .hasStackTraceContaining("KubernetesClientException")
                .extracting(e -> String.valueOf(e.getCause()), InstanceOfAssertFactories.STRING)
                .doesNotContain("presigned", "cHJlc2lnbmVk");
    }

    private void start() {
        var _ = builds.claim(BUILD, "upload", SCRATCH, NAMESPACE);
        builds.run(BUILD, new BuildGrant(GRANT, RENEW_AT));
    }

    private Secret secret() {
        return server.client()
                .secrets()
                .inNamespace(namespace)
                .withName("base-" + BUILD)
                .require();
    }
}
