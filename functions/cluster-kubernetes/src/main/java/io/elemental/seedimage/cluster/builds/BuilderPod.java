package io.elemental.seedimage.cluster.builds;

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
 * The pod of a base builder. It has a grant and disk space, but no credentials and no rights.
 *
 * @param size the largest result of the build, in bytes
 */
record BuilderPod(BaseBuildSettings settings, long size) {

    static final String CONTAINER = "base-builder";
    static final String GRANT = "grant";

    private static final String SCRATCH = "scratch";
    private static final long USER = 65532;

    /**
     * The mode of the grant's file: readable for the pod's group, to which the kubelet gives the volume, and for nobody
     * else.
     */
    private static final int GRANT_MODE = 0440;

    /** Disk space for slots and padding, and for the log. */
    private static final long MARGIN = 64L * 1024 * 1024;

    /** @param grant name of the Secret; the pod waits until it exists */
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
                // The last line of the log is the builder's last sentence.
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

    /** The size of the scratch space. It holds source and result at the same time. */
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
