package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class RealApiServerTest {

    private final RealApiServer server = RealApiServer.orSkip();

    @Test
    void startsOnceInAJvm() {
        assertThat(RealApiServer.orSkip()).isSameAs(server);
    }

    @Test
    void givesEveryoneANamespaceOfTheirOwn() {
        var namespace = server.newNamespace();
        assertThat(server.newNamespace()).isNotEqualTo(namespace);
        assertThat(server.kubectl("get", "namespace", namespace, "-o", "name"))
                .isEqualTo("namespace/" + namespace + "\n");
    }

    @Test
    void defaultsTheAgentAsTheProviderDoes() {
        var namespace = server.newNamespace();
        var registration = Serialization.unmarshal("""
                apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
                kind: ElementalRegistration
                metadata: {name: rack, namespace: %s}
                spec: {config: {elemental: {}}}
                """.formatted(namespace), GenericKubernetesResource.class);
        var created = server.client().resource(registration).create();
        assertThat(created.<Boolean>get("spec", "config", "elemental", "agent", "hostname", "useExisting"))
                .isFalse();
        assertThat(created.<Object>get("spec", "config", "elemental", "agent", "reconciliation"))
                .isEqualTo(10000000000L);
    }
}
