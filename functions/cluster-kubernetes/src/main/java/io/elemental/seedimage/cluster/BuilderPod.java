package io.elemental.seedimage.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;

/**
 * The pod of a base builder: a grant and disk space, no credentials, no rights.
 *
 * @param size the largest result of the build, in bytes
 */
record BuilderPod(BaseBuildSettings settings, long size) {

    static final String CONTAINER = "base-builder";
    static final String GRANT = "grant";

    private static final String SCRATCH = "scratch";
    private static final long USER = 65532;

    /** Readable for the pod's group, which the kubelet gives the volume to, and for nobody else. */
    private static final int GRANT_MODE = 0440;

    /** Slots and padding in the scratch space; the log beside it. */
    private static final long MARGIN = 64L * 1024 * 1024;

    /** @param grant name of the Secret; the pod waits until it is there */
    PodSpec spec(String grant) {
        return new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withServiceAccountName(settings.serviceAccount())
                .withPriorityClassName(settings.priorityClass())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withContainers(container())
                .withVolumes(grantVolume(grant), scratchVolume())
                .build();
    }

    private Container container() {
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(settings.image())
                .withArgs("--grant", "/grant/" + GRANT, "--scratch", "/" + SCRATCH)
                // The builder's last sentence is the last line of its log.
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withSecurityContext(noRights())
                .withResources(resources())
                .addNewVolumeMount()
                .withName(GRANT)
                .withMountPath("/grant")
                .withReadOnly(true)
                .endVolumeMount()
                .addNewVolumeMount()
                .withName(SCRATCH)
                .withMountPath("/" + SCRATCH)
                .endVolumeMount()
                .build();
    }

    private static SecurityContext noRights() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }

    private ResourceRequirements resources() {
        var memory = bytes(settings.memoryLimit());
        var disk = bytes(Math.addExact(scratchSize(), MARGIN));
        return new ResourceRequirementsBuilder()
                .addToRequests("cpu", new Quantity(settings.cpuRequest() + "m"))
                .addToRequests("memory", memory)
                .addToRequests("ephemeral-storage", disk)
                .addToLimits("cpu", new Quantity(settings.cpuLimit() + "m"))
                .addToLimits("memory", memory)
                .addToLimits("ephemeral-storage", disk)
                .build();
    }

    /** The source and the result lie there together for a while. */
    private long scratchSize() {
        return Math.addExact(Math.multiplyExact(2, size), MARGIN);
    }

    private static Volume grantVolume(String secret) {
        return new VolumeBuilder()
                .withName(GRANT)
                .withNewSecret()
                .withSecretName(secret)
                .withDefaultMode(GRANT_MODE)
                .endSecret()
                .build();
    }

    private Volume scratchVolume() {
        return new VolumeBuilder()
                .withName(SCRATCH)
                .withNewEmptyDir()
                .withSizeLimit(bytes(scratchSize()))
                .endEmptyDir()
                .build();
    }

    private static Quantity bytes(long bytes) {
        return new Quantity(Long.toString(bytes));
    }
}
