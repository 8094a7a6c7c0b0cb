package io.elemental.seedimage.rules.cluster;

/** The Kubernetes API did not answer, or not as it should: trying again later may help. */
public class ClusterUnavailableException extends RuntimeException {

    /** The message names action and resource; never a token or a grant. */
    public ClusterUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public ClusterUnavailableException(String message) {
        super(message);
    }
}
