package io.elemental.seedimage.rules.cluster;

/**
 * A base build that was claimed and has not ended, and so holds a place.
 *
 * @param build {@code <source-id>-<attempt>}
 * @param namespace of the SeedImage that it was begun for; empty where that is not known
 */
public record UnfinishedBuild(String build, String namespace) {}
