package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.ClusterRefusedException;
import io.elemental.seedimage.rules.cluster.NamedSecret;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KubernetesNamedObjectsTest {

    private final RealApiServer server = RealApiServer.orSkip();
    private final KubernetesNamedObjects objects = new KubernetesNamedObjects(server.client());
    private final ResourceRef ref = new ResourceRef(server.newNamespace(), "named");

    @Test
    void readsWhatABaseCanNeed() {
        secret(NamedSecret.DOCKER_CONFIG, Map.of(), Map.of(NamedSecret.DOCKER_CONFIG_KEY, "{\"auths\": {}}"));

        assertThat(objects.secret(ref))
                .contains(new NamedSecret(
                        NamedSecret.DOCKER_CONFIG,
                        Optional.empty(),
                        Map.of(NamedSecret.DOCKER_CONFIG_KEY, "{\"auths\": {}}")));
    }

    @Test
    void readsWhichServerAPasswordIsFor() {
        secret(
                NamedSecret.BASIC,
                Map.of(NamedSecret.HOST_ANNOTATION, "mirror.example"),
                Map.of("username", "me", "password", "s3cr3t"));

        var secret = objects.secret(ref).orElseThrow();

        assertThat(secret.host()).contains("mirror.example");
        assertThat(secret.data()).isEqualTo(Map.of("username", "me", "password", "s3cr3t"));
        assertThat(secret.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void leavesAllElseUnread() {
        secret("Opaque", Map.of("other", "x"), Map.of("other", "x", NamedSecret.COSIGN_KEY, "PEM"));
        configMap(Map.of("other", "x", NamedSecret.AUTHORITIES_KEY, "PEM"));

        assertThat(objects.secret(ref))
                .contains(new NamedSecret("Opaque", Optional.empty(), Map.of(NamedSecret.COSIGN_KEY, "PEM")));
        assertThat(objects.configMap(ref)).contains(Map.of(NamedSecret.AUTHORITIES_KEY, "PEM"));
    }

    @Test
    void thereMayBeNone() {
        assertThat(objects.secret(ref)).isEmpty();
        assertThat(objects.configMap(ref)).isEmpty();
        configMap(Map.of());
        assertThat(objects.configMap(ref)).contains(Map.of());
    }

    @Test
    void saysWhatIsTooLargeWithoutShowingIt() {
        configMap(Map.of(NamedSecret.AUTHORITIES_KEY, "s3cr3t".repeat(30_000)));

        assertThatThrownBy(() -> objects.configMap(ref))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("180000")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void needsNoRightsBeyondReadingSingleOnes() {
        secret("Opaque", Map.of(), Map.of());
        configMap(Map.of());
        var access = new Access(server, ref.namespace()).to("", "secrets", "get");

        try (var client = access.client()) {
            assertThat(new KubernetesNamedObjects(client).secret(ref)).isPresent();
            assertThatThrownBy(() -> new KubernetesNamedObjects(client).configMap(ref))
                    .isInstanceOf(ClusterRefusedException.class)
                    .hasMessage("cannot get ConfigMap %s: the Kubernetes API answers with status 403", ref);
        }
        access.to("", "configmaps", "get");
        try (var client = access.client()) {
            assertThat(new KubernetesNamedObjects(client).configMap(ref)).isPresent();
        }
    }

    private void secret(String type, Map<String, String> annotations, Map<String, String> texts) {
        var secret = new SecretBuilder()
                .withNewMetadata()
                .withName(ref.name())
                .withAnnotations(annotations)
                .endMetadata()
                .withType(type)
                .withStringData(texts)
                .build();
        var _ = server.client()
                .secrets()
                .inNamespace(ref.namespace())
                .resource(secret)
                .create();
    }

    private void configMap(Map<String, String> texts) {
        var configMap = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(ref.name())
                .endMetadata()
                .withData(texts)
                .build();
        var _ = server.client()
                .configMaps()
                .inNamespace(ref.namespace())
                .resource(configMap)
                .create();
    }
}
