package io.elemental.seedimage.cluster.builds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BaseBuildJobTest {

    private static final long MIB = 1024 * 1024;
    private static final String BUILD = "0123456789abcdef0123456789abcdef-3";
    private static final BaseBuildSettings SETTINGS = new BaseBuildSettings("seedimage", "example/base-builder:1");

    private final Job job = BaseBuildJob.of(SETTINGS, BUILD, "upload/1", 1000 * MIB, "fleet");
    private final PodSpec pod = job.getSpec().getTemplate().getSpec();
    private final Container container = pod.getContainers().getFirst();

    @Test
    void isKnownByItsBuild() {
        assertThat(job.getMetadata().getNamespace()).isEqualTo("seedimage");
        assertThat(job.getMetadata().getName()).isEqualTo("base-" + BUILD).hasSizeLessThanOrEqualTo(63);
        assertThat(job.getMetadata().getLabels())
                .containsEntry("app.kubernetes.io/name", "base-builder")
                .containsEntry("app.kubernetes.io/managed-by", "seedimage")
                .containsEntry("seedimage.elemental.cattle.io/build", BUILD)
                .isEqualTo(job.getSpec().getTemplate().getMetadata().getLabels());
        assertThat(BaseBuildJob.uploadId(job)).hasValue("upload/1");
        assertThat(BaseBuildJob.build(job)).isEqualTo(BUILD);
        assertThat(BaseBuildJob.wantedIn(job)).isEqualTo("fleet");
    }

    @Test
    void triesOnceAndNotForever() {
        assertThat(job.getSpec().getBackoffLimit()).isZero();
        assertThat(job.getSpec().getActiveDeadlineSeconds()).isEqualTo(5 * 3600);
        assertThat(pod.getRestartPolicy()).isEqualTo("Never");
    }

    @Test
    void knowsItsGrantAndNoOtherSecret() {
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(pod.getServiceAccountName()).isNull();
        assertThat(pod.getInitContainers()).isEmpty();
        assertThat(pod.getContainers()).hasSize(1);
        assertThat(container.getEnv()).isEmpty();
        assertThat(container.getEnvFrom()).isEmpty();
        assertThat(container.getPorts())
                .extracting(ContainerPort::getContainerPort)
                .isEmpty();
        assertThat(pod.getVolumes()).extracting(Volume::getName).containsExactly("grant", "scratch");
        assertThat(pod.getVolumes().getFirst().getSecret().getSecretName()).isEqualTo("base-" + BUILD);
        assertThat(pod.getVolumes().getLast().getEmptyDir()).isNotNull();
    }

    @Test
    void findsTheGrantReadOnlyAndForItsGroupAlone() {
        var mount = container.getVolumeMounts().getFirst();

        assertThat(container.getArgs()).containsExactly("--grant", "/grant/grant", "--scratch", "/scratch");
        assertThat(mount.getMountPath()).isEqualTo("/grant");
        assertThat(mount.getReadOnly()).isTrue();
        assertThat(pod.getVolumes().getFirst().getSecret().getDefaultMode()).isEqualTo(0440);
        assertThat(pod.getSecurityContext().getFsGroup()).isEqualTo(65532);
    }

    @Test
    void mayDoNothingThatABuilderNeedsNot() {
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(65532);
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    }

    @Test
    void hasDiskForTheSourceAndTheResult() {
        var scratch = pod.getVolumes().getLast().getEmptyDir().getSizeLimit();

        assertThat(bytes(scratch)).isEqualTo(2064 * MIB);
        assertThat(bytes(container.getResources().getRequests(), "ephemeral-storage"))
                .isEqualTo(bytes(container.getResources().getLimits(), "ephemeral-storage"))
                .isEqualTo(2128 * MIB);
    }

    @Test
    void takesItsLimitsFromTheSettings() {
        var settings = new BaseBuildSettings("n", "i", "puller", Duration.ofMinutes(90), 256 * MIB, 1500, 3000, "low");
        var other = BaseBuildJob.of(settings, BUILD, "u", MIB, "fleet").getSpec();
        var resources = other.getTemplate().getSpec().getContainers().getFirst().getResources();

        assertThat(other.getActiveDeadlineSeconds()).isEqualTo(5400);
        assertThat(other.getTemplate().getSpec().getServiceAccountName()).isEqualTo("puller");
        assertThat(bytes(resources.getRequests(), "memory")).isEqualTo(256 * MIB);
        assertThat(bytes(resources.getLimits(), "memory")).isEqualTo(256 * MIB);
        assertThat(resources.getRequests().get("cpu")).isEqualTo(new Quantity("1500m"));
        assertThat(resources.getLimits().get("cpu")).isEqualTo(new Quantity("3"));
        assertThat(other.getTemplate().getSpec().getPriorityClassName()).isEqualTo("low");
    }

    @Test
    void takesNoMoreOfItsNodeThanItsLimits() {
        assertThat(container.getResources().getLimits()).containsOnlyKeys("cpu", "memory", "ephemeral-storage");
        assertThat(container.getResources().getLimits().get("cpu")).isEqualTo(new Quantity("2"));
        assertThat(pod.getPriorityClassName()).isNull();
    }

    @Test
    void hasItsLastWordsKept() {
        assertThat(container.getTerminationMessagePolicy()).isEqualTo("FallbackToLogsOnError");
    }

    private static long bytes(Map<String, Quantity> resources, String name) {
        return bytes(Objects.requireNonNull(resources.get(name)));
    }

    private static long bytes(Quantity quantity) {
        return Quantity.getAmountInBytes(quantity).longValueExact();
    }
}
