package io.elemental.seedimage.rules;

import java.util.Optional;

/** Where bases are built: Jobs in a cluster, processes on a laptop. */
public interface BaseBuilds {

    BuildState stateOf(String build);

    /**
     * Starts a build unless one of this name is there already (single flight by name).
     *
     * @param build {@code <source-id>-<attempt>}
     * @param uploadId the multipart upload that the grant's part URLs belong to
     * @param grant the grant document: secrets
     * @param scratchSize in bytes
     * @return the upload id of the build that runs: another one when somebody else was first
     */
    String start(String build, String uploadId, byte[] grant, long scratchSize);

    /** The upload id that a build was started with, or empty. */
    Optional<String> uploadIdOf(String build);

    /** Forgets a build that ended. */
    void remove(String build);
}
