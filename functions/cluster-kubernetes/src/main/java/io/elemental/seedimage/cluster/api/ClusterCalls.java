package io.elemental.seedimage.cluster.api;

import io.elemental.seedimage.rules.cluster.ClusterRefusedException;
import io.elemental.seedimage.rules.cluster.ClusterUnavailableException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.function.Supplier;

/** Runs calls of the Kubernetes API, and turns outages into their own exception. */
public final class ClusterCalls {

    private static final int TOO_MANY_REQUESTS = 429;

    private ClusterCalls() {}

    /**
     * Makes a call. If the API server does not answer, the exception names the action.
     *
     * @param action verb and resource, as in "get Secret fleet/rack"
     */
    public static <T> T calling(String action, Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            throw unavailable(action, e);
        }
    }

    /**
     * Creates a resource. Returns false when there is one of that name already.
     *
     * @param resource as in "Secret fleet/rack"
     */
    public static boolean creating(String resource, Runnable call) {
        try {
            call.run();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw unavailable("create " + resource, e);
        }
    }

    // The exception's own message repeats URLs and refused content.
    private static ClusterUnavailableException unavailable(String action, KubernetesClientException e) {
        var code = e.getCode();
        if (code <= 0) {
            return new ClusterUnavailableException(
                    "cannot %s: the Kubernetes API does not answer".formatted(action), e);
        }
        var sentence = "cannot %s: the Kubernetes API answers with status %s".formatted(action, code);
        return code >= HttpURLConnection.HTTP_INTERNAL_ERROR || code == TOO_MANY_REQUESTS
                ? new ClusterUnavailableException(sentence, e)
                : new ClusterRefusedException(sentence, e);
    }
}
