package io.elemental.seedimage.cluster.builds;

import static io.elemental.seedimage.cluster.api.ClusterCalls.calling;
import static io.elemental.seedimage.cluster.api.ClusterCalls.creating;

import io.elemental.seedimage.rules.cluster.BuildGrant;
import io.elemental.seedimage.rules.cluster.ClusterUnavailableException;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The grants of builders: one Secret per Job, owned by the Job, and replaced as a whole before it is too old. */
final class GrantSecrets {

    private static final int TRIES = 5;

    private static final String RENEW_AT = "seedimage.elemental.cattle.io/renew-at";

    private final KubernetesClient client;
    private final String namespace;

    GrantSecrets(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** When the grant of a Job is to be replaced by a newer one; empty when it has none. */
    Optional<Instant> renewal(Job job) {
        return find(job.getMetadata().getName())
                .filter(secret -> isOwned(secret, job))
                .map(GrantSecrets::renewal);
    }

    /** What earlier versions gave says nothing of it, and can never be changed. */
    private static Instant renewal(Secret secret) {
        return Optional.ofNullable(secret.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(RENEW_AT))
                .flatMap(GrantSecrets::instant)
                .orElse(Instant.MAX);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** Creates the grant of a Job, unless it exists. Replaces a grant that an earlier Job of the same name left. */
    void give(Job job, String build, BuildGrant grant) {
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

    /** Replaces the grant of a Job. Does nothing when another has replaced or removed it meanwhile. */
    void renew(Job job, BuildGrant grant) {
        var name = job.getMetadata().getName();
        find(name).filter(secret -> isOwned(secret, job)).ifPresent(secret -> {
            var newer = new SecretBuilder()
                    .withNewMetadata()
                    .withResourceVersion(secret.getMetadata().getResourceVersion())
                    .addToAnnotations(RENEW_AT, grant.renewAt().toString())
                    .endMetadata()
                    .addToData(BuilderPod.GRANT, encoded(grant))
                    .build();
            var _ = calling("patch " + shown(name), () -> patched(name, newer));
        });
    }

    private boolean patched(String name, Secret newer) {
        try {
            var _ = named(name).patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(newer));
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return false;
            }
            throw e;
        }
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

    private static String encoded(BuildGrant grant) {
        return Base64.getEncoder().encodeToString(grant.document());
    }

    private Secret secret(Job job, String build, BuildGrant grant) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(job.getMetadata().getName())
                .withLabels(BaseBuildJob.labels(build))
                .addToAnnotations(RENEW_AT, grant.renewAt().toString())
                .addNewOwnerReference()
                .withApiVersion(job.getApiVersion())
                .withKind(job.getKind())
                .withName(job.getMetadata().getName())
                .withUid(job.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .withType("Opaque")
                .addToData(BuilderPod.GRANT, encoded(grant))
                .build();
    }

    private static boolean isOwned(Secret secret, Job job) {
        return secret.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(job.getMetadata().getUid()));
    }
}
