package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.elemental.seedimage.rules.cluster.ClusterUnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KubernetesClusterTest {

    private final RealApiServer server = RealApiServer.orSkip();

    @Test
    void itsUidIsThatOfItsFirstNamespace() {
        var namespace = server.client().namespaces().withName("kube-system");
        await().atMost(Duration.ofSeconds(10)).until(() -> namespace.get() != null);

        assertThat(new KubernetesCluster(server.client()).uid())
                .isEqualTo(namespace.get().getMetadata().getUid())
                .hasSize(36);
    }

    @Test
    void saysWhenNobodyAnswers() {
        try (var client = Access.toNobody()) {
            assertThatThrownBy(() -> new KubernetesCluster(client).uid())
                    .isInstanceOf(ClusterUnavailableException.class)
                    .hasMessage("cannot get Namespace kube-system: the Kubernetes API does not answer");
        }
    }
}
