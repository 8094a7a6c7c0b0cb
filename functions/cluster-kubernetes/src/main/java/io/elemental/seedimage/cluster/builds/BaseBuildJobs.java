package io.elemental.seedimage.cluster.builds;

import static io.elemental.seedimage.cluster.api.ClusterCalls.calling;

import io.elemental.seedimage.cluster.api.ClusterCalls;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Jobs of base builds in one namespace, and their pods. */
final class BaseBuildJobs {

    private final KubernetesClient client;
    private final String namespace;
    private final long page;

    /** @param page how many Jobs are listed at a time */
    BaseBuildJobs(KubernetesClient client, String namespace, long page) {
        this.client = client;
        this.namespace = namespace;
        this.page = page;
    }

    Optional<Job> find(String build) {
        return calling(
                "get " + shown(build),
                () -> Optional.ofNullable(
                        jobs().withName(BaseBuildJob.name(build)).get()));
    }

    /** Creates a Job. Returns false when there is one of that name already. */
    boolean create(String build, Job job) {
        return ClusterCalls.creating(shown(build), () -> jobs().resource(job).create());
    }

    /** Deletes a Job. Its pods are deleted later; nobody waits for them. */
    void delete(String build) {
        var _ = calling(
                "delete " + shown(build),
                () -> jobs().withName(BaseBuildJob.name(build))
                        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                        .delete());
    }

    /** The builds of all Jobs. */
    List<String> builds() {
        return all().stream().map(BaseBuildJob::build).toList();
    }

    List<Job> all() {
        List<Job> all = new ArrayList<>();
        String next = null;
        do {
            var jobs = list(next);
            all.addAll(jobs.getItems());
            next = jobs.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
        return all;
    }

    /** The pods of a Job. Empty where they cannot be read: they only add details to a failure. */
    List<Pod> pods(Job job) {
        return calling("list Pods in " + namespace, () -> {
            try {
                return client.pods()
                        .inNamespace(namespace)
                        .withLabelSelector(job.getSpec().getSelector())
                        .list()
                        .getItems();
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                    return List.of();
                }
                throw e;
            }
        });
    }

    String shown(String build) {
        return "Job %s/%s".formatted(namespace, BaseBuildJob.name(build));
    }

    private JobList list(@Nullable String from) {
        return calling(
                "list Jobs in " + namespace,
                () -> jobs().withLabels(BaseBuildJob.LABELS)
                        .withLabel(BaseBuildJob.BUILD_LABEL)
                        .list(new ListOptionsBuilder()
                                .withLimit(page)
                                .withContinue(from)
                                .build()));
    }

    private NonNamespaceOperation<Job, JobList, ScalableResource<Job>> jobs() {
        return client.batch().v1().jobs().inNamespace(namespace);
    }
}
