package io.elemental.seedimage.rules.cluster;

/**
 * The Kubernetes API answered, and refused this one call: for lack of a right in that namespace, or for what was
 * written. Others may do well meanwhile.
 */
public final class ClusterRefusedException extends ClusterUnavailableException {

    /** The message names action and resource; never a token or a grant. */
    public ClusterRefusedException(String message, Throwable cause) {
        super(message, cause);
    }

    public ClusterRefusedException(String message) {
        super(message);
    }
}
