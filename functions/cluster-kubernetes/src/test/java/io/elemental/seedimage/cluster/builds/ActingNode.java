package io.elemental.seedimage.cluster.builds;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says how pods and Jobs end, as kubelet and Job controller do: beside an API server alone there is neither. */
public final class ActingNode {

    private static final String EARLIER = "2026-01-01T00:00:00Z";
    private static final String NOW = "2026-01-01T00:01:00Z";

    private final KubernetesClient client;
    private final String namespace;

    public ActingNode(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    public void complete(String build) {
        say(
                build,
                new JobStatusBuilder()
                        .withStartTime(EARLIER)
                        .withCompletionTime(NOW)
                        .withSucceeded(1)
                        .withConditions(isTrue("SuccessCriteriaMet", null, null), isTrue("Complete", null, null))
                        .build());
    }

    public void fail(String build, String reason, String message) {
        say(
                build,
                new JobStatusBuilder()
                        .withStartTime(EARLIER)
                        .withFailed(1)
                        .withConditions(isTrue("FailureTarget", reason, message), isTrue("Failed", reason, message))
                        .build());
    }

    /** Deletes a Job and leaves what it owns. */
    public void orphan(String build) {
        var _ = client.resource(job(build))
                .withPropagationPolicy(DeletionPropagation.ORPHAN)
                .delete();
        client.resource(job(build)).edit(job -> {
            job.getMetadata().setFinalizers(List.of());
            return job;
        });
    }

    /** Runs the Job's pod until its container has ended. */
    public void endContainer(String build, int status, String reason, @Nullable String message) {
        say(
                pod(build),
                new PodStatusBuilder()
                        .withPhase("Failed")
                        .addNewContainerStatus()
                        .withName("base-builder")
                        .withImage("builder")
                        .withImageID("builder")
                        .withReady(false)
                        .withRestartCount(0)
                        .withNewState()
                        .withNewTerminated()
                        .withExitCode(status)
                        .withReason(reason)
                        .withMessage(message)
                        .withStartedAt(EARLIER)
                        .withFinishedAt(NOW)
                        .endTerminated()
                        .endState()
                        .endContainerStatus()
                        .build());
    }

    public void evict(String build, String message) {
        say(
                pod(build),
                new PodStatusBuilder()
                        .withPhase("Failed")
                        .withReason("Evicted")
                        .withMessage(message)
                        .build());
    }

    /** What the Jobs build that are there. */
    public List<String> builds() {
        return new BaseBuildJobs(client, namespace, 500).builds();
    }

    /** What the builder of this build was given. */
    public byte[] grant(String build) {
        var secret = client.secrets()
                .inNamespace(namespace)
                .withName("base-" + build)
                .require();
        return Base64.getDecoder().decode(secret.getData().get(BuilderPod.GRANT));
    }

    public Job job(String build) {
        return client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withName("base-" + build)
                .require();
    }

    private Pod pod(String build) {
        var template = job(build).getSpec().getTemplate();
        return client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withGenerateName("base-" + build + "-")
                        .withLabels(template.getMetadata().getLabels())
                        .endMetadata()
                        .withSpec(template.getSpec())
                        .build())
                .create();
    }

    private static JobCondition isTrue(String type, @Nullable String reason, @Nullable String message) {
        return new JobConditionBuilder()
                .withType(type)
                .withStatus("True")
                .withReason(reason)
                .withMessage(message)
                .withLastTransitionTime(NOW)
                .withLastProbeTime(NOW)
                .build();
    }

    private void say(Pod pod, PodStatus status) {
        var _ = client.resource(new PodBuilder(pod).withStatus(status).build()).patchStatus();
    }

    private void say(String build, JobStatus status) {
        var _ = client.resource(new JobBuilder(job(build)).withStatus(status).build())
                .patchStatus();
    }
}
