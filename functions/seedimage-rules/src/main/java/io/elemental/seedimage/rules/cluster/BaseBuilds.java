package io.elemental.seedimage.rules.cluster;

import java.util.List;
import java.util.Optional;

/**
 * Where bases are built: Jobs in a cluster, processes on a laptop. Every method throws
 * {@link ClusterUnavailableException} when their server does not answer.
 */
public interface BaseBuilds {

    /** What became of a build; one that was claimed but never given its grant is not started. */
    BuildState stateOf(String build);

    /**
     * Takes a build for whoever comes first (single flight by name). It does not run before {@link #run}.
     *
     * @param build {@code <source-id>-<attempt>}
     * @param uploadId the multipart upload that its parts are to belong to
     * @param maxSize of the result, in bytes, which its disk space follows from
     * @param namespace whose turn it is: of the SeedImage that it is begun for
     * @return the upload id of the build: another one when somebody else was first
     */
    String claim(String build, String uploadId, long maxSize, String namespace);

    /** Gives a build that was claimed what it needs to run; no harm when it has it already. */
    void run(String build, BuildGrant grant);

    /** Replaces the grant of a build that runs by a newer one; no harm when it does not run any longer. */
    void renew(String build, BuildGrant grant);

    /** The upload id that a build was claimed with, or empty. */
    Optional<String> uploadIdOf(String build);

    /** Ends a build if it runs, and forgets it. */
    void remove(String build);

    /** Every build that is known, ended or not. */
    List<String> all();

    /** Every build that was claimed and has not ended; one that is being removed is none. */
    List<UnfinishedBuild> unfinished();
}
