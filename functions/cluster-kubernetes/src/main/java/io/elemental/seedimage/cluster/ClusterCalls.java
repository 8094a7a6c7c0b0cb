package io.elemental.seedimage.cluster;

import io.elemental.seedimage.rules.ClusterUnavailableException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Supplier;

/** Makes outages of the Kubernetes API known as what they are. */
final class ClusterCalls {

    private ClusterCalls() {}

    /** @param action verb and resource, as in "get Secret fleet/rack" */
    static <T> T calling(String action, Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            throw new ClusterUnavailableException("cannot %s: %s".formatted(action, outcome(e)), e);
        }
    }

    // The exception's own words repeat URLs and what was refused.
    private static String outcome(KubernetesClientException e) {
        return e.getCode() > 0
                ? "the Kubernetes API answers with status %d".formatted(e.getCode())
                : "the Kubernetes API does not answer";
    }
}
