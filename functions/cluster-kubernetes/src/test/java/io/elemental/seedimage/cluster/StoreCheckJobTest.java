package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Job of {@code knative/store-check} asks what the reconciler asks: as the same program, with the same key. */
class StoreCheckJobTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode job = read("store-check/job.yaml");
    private final JsonNode pod = job.at("/spec/template/spec");
    private final JsonNode reconciler = read("base/reconcile.yaml").at("/spec/template/spec");

    @Test
    void itIsTheReconcilersProgram() throws IOException {
        var image = pod.at("/containers/0/image").asString();

        assertThat(pod.at("/containers/0/args").valueStream().map(JsonNode::asString))
                .containsExactly("store-check");
        assertThat(pod.at("/containers/0/command").isMissingNode()).isTrue();
        assertThat(Files.readString(Path.of("../../knative/base/kustomization.yaml")))
                .contains("newName: %s, newTag: %s}"
                        .formatted(image.substring(0, image.indexOf(':')), image.substring(image.indexOf(':') + 1)));
    }

    @Test
    void itHasTheReconcilersKeyAuthoritiesAndFewRights() {
        assertThat(pod.at("/containers/0/envFrom").findValuesAsString("name"))
                .containsExactly("seedimage-settings", "seedimage-store-write");
        assertThat(pod.at("/containers/0/volumeMounts")).isEqualTo(reconciler.at("/containers/0/volumeMounts"));
        assertThat(pod.at("/volumes")).isEqualTo(reconciler.at("/volumes"));
        assertThat(pod.at("/containers/0/securityContext")).isEqualTo(reconciler.at("/containers/0/securityContext"));
        assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
    }

    @Test
    void itReachesTheStoreAndNothingElse() {
        var policy = read("store-check/networkpolicy.yaml");
        var label = job.at("/spec/template/metadata/labels/app.kubernetes.io~1name");

        assertThat(policy.at("/spec/podSelector/matchLabels/app.kubernetes.io~1name"))
                .isEqualTo(label);
        assertThat(policy.at("/metadata/labels/seedimage.elemental.cattle.io~1egress")
                        .asString())
                .isEqualTo("store");
        assertThat(policy.at("/spec/egress")).hasSize(1);
    }

    /** What failed is told by its status: it is not tried again and again. */
    @Test
    void itRunsOnce() {
        assertThat(job.at("/spec/backoffLimit").asInt(1)).isZero();
        assertThat(pod.at("/restartPolicy").asString()).isEqualTo("Never");
    }

    private static JsonNode read(String file) {
        try {
            var text = Files.readString(Path.of("../../knative", file));
            return JSON.valueToTree(Serialization.unmarshal(text, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
