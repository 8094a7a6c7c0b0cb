package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.cluster.builds.BaseBuildJob;
import io.elemental.seedimage.cluster.builds.BaseBuildSettings;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaStatus;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The API server's own look at how many builders there may be, whoever makes them. */
class BuilderQuotaTest {

    private final RealApiServer server = RealApiServer.orSkip();
    private final String namespace = server.newNamespace();

    @Test
    void aFifthBuilderIsRefusedAndOtherPodsAreNot() {
        limited();
        IntStream.range(0, 4).forEach(number -> {
            var _ = server.client()
                    .resource(pod(number, "seedimage-base-build"))
                    .create();
        });

        assertThatThrownBy(() ->
                        server.client().resource(pod(4, "seedimage-base-build")).create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("exceeded quota: seedimage-base-builds");
        assertThat(server.client().resource(pod(5, null)).create().getMetadata().getName())
                .isEqualTo("builder-5");
    }

    /**
     * What {@code knative/base} says, as if the controller of quotas had seen it, which an API server alone has not.
     */
    private void limited() {
        for (var item : KnativeAccess.read(server, "knative")) {
            if (item instanceof PriorityClass) {
                var _ = server.client().resource(item).serverSideApply();
            }
            if (item instanceof ResourceQuota quota) {
                quota.getMetadata().setNamespace(namespace);
                var made = server.client().resource(quota).create();
                var _ = server.client().resource(made).editStatus(there -> {
                    var status = new ResourceQuotaStatus();
                    status.setHard(there.getSpec().getHard());
                    status.setUsed(there.getSpec().getHard().keySet().stream()
                            .collect(Collectors.toMap(resource -> resource, _ -> new Quantity("0"))));
                    there.setStatus(status);
                    return there;
                });
            }
        }
    }

    private Pod pod(int number, @Nullable String priorityClass) {
        var settings = new BaseBuildSettings(
                namespace, "example/base-builder:1", null, Duration.ofHours(5), 512L << 20, 250, 2000, priorityClass);
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("builder-" + number)
                .endMetadata()
                .withSpec(BaseBuildJob.of(settings, "source-1", "upload", 6L << 30, "fleet")
                        .getSpec()
                        .getTemplate()
                        .getSpec())
                .build();
    }
}
