package io.elemental.seedimage.cluster.builds;

import static io.elemental.seedimage.cluster.api.ClusterCalls.calling;
import static io.elemental.seedimage.cluster.api.ClusterCalls.creating;

import io.elemental.seedimage.rules.cluster.ClusterUnavailableException;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The grants of builders: one Secret per Job, owned by the Job, never changed. */
final class GrantSecrets {

    private static final int TRIES = 5;

    private final KubernetesClient client;
    private final String namespace;

    GrantSecrets(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    boolean has(Job job) {
        return find(job.getMetadata().getName())
                .filter(secret -> isOwned(secret, job))
                .isPresent();
    }

    /** Creates the grant of a Job, unless it exists. Replaces a grant that an earlier Job of the same name left. */
    void give(Job job, String build, byte[] grant) {
        var name = job.getMetadata().getName();
        var secret = secret(job, build, grant);
        for (var tries = 0; tries < TRIES; tries++) {
            if (creating(shown(name), () -> client.secrets().resource(secret).create())) {
                return;
            }
            var there = find(name);
            if (there.filter(other -> isOwned(other, job)).isPresent()) {
                return;
            }
            there.ifPresent(this::removeLeftOver);
        }
        throw new ClusterUnavailableException(
                "cannot create %s: others of that name keep appearing".formatted(shown(name)));
    }

    void remove(String name) {
        var _ = calling("delete " + shown(name), () -> named(name).delete());
    }

    private Optional<Secret> find(String name) {
        return calling(
                "get " + shown(name), () -> Optional.ofNullable(named(name).get()));
    }

    // Never a Secret that another process created in its place meanwhile.
    private void removeLeftOver(Secret secret) {
        var _ = calling("delete " + shown(secret.getMetadata().getName()), () -> {
            try {
                return client.secrets()
                        .resource(secret)
                        .lockResourceVersion(secret.getMetadata().getResourceVersion())
                        .delete();
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                    return List.of();
                }
                throw e;
            }
        });
    }

    private Resource<Secret> named(String name) {
        return client.secrets().inNamespace(namespace).withName(name);
    }

    private String shown(String name) {
        return "Secret %s/%s".formatted(namespace, name);
    }

    private Secret secret(Job job, String build, byte[] grant) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(job.getMetadata().getName())
                .withLabels(BaseBuildJob.labels(build))
                .addNewOwnerReference()
                .withApiVersion(job.getApiVersion())
                .withKind(job.getKind())
                .withName(job.getMetadata().getName())
                .withUid(job.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .withType("Opaque")
                .withImmutable(true)
                .addToData(BuilderPod.GRANT, Base64.getEncoder().encodeToString(grant))
                .build();
    }

    private static boolean isOwned(Secret secret, Job job) {
        return secret.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(job.getMetadata().getUid()));
    }
}
