package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.cluster.builds.BaseBuildJob;
import io.elemental.seedimage.cluster.builds.BaseBuildSettings;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;

/** The API server's own look at what a base builder's pod may do. */
class PodSecurityTest {

    private final RealApiServer server = RealApiServer.orSkip();
    private final String namespace = restricted();

    @Test
    void aBuilderIsRestricted() {
        assertThat(server.client().resource(pod()).dryRun().create().getStatus().getPhase())
                .isEqualTo("Pending");
    }

    @Test
    void lessWouldBeRefused() {
        var careless = new PodBuilder(pod())
                .editSpec()
                .withSecurityContext(null)
                .endSpec()
                .build();

        assertThatThrownBy(() -> server.client().resource(careless).dryRun().create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("violates PodSecurity \"restricted:latest\"")
                .hasMessageContaining("runAsNonRoot", "seccompProfile");
    }

    private Pod pod() {
        var settings = new BaseBuildSettings(namespace, "example/base-builder:1");
        var template = BaseBuildJob.of(settings, "source-1", "upload", 1 << 20, "fleet")
                .getSpec()
                .getTemplate();
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("base-source-1")
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
    }

    private String restricted() {
        var name = server.newNamespace();
        var _ = server.client().namespaces().withName(name).edit(there -> {
            there.getMetadata().getLabels().put("pod-security.kubernetes.io/enforce", "restricted");
            return there;
        });
        return name;
    }
}
