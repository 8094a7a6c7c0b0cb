package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.ResourceRef;
import java.time.Instant;
import java.util.List;

/**
 * {@code builds.json}: base builds that wait for their turn. Which ones run, it does not say: their Jobs do.
 *
 * @param waiting in the order in which they came; one of a build and a namespace
 * @param served namespaces that had their turn while others waited, the last one last
 */
public record BuildsDocument(List<Waiting> waiting, List<String> served) {

    /** What there is while nobody waits. */
    public static final BuildsDocument EMPTY = new BuildsDocument(List.of(), List.of());

    public BuildsDocument {
        waiting = List.copyOf(waiting);
        served = List.copyOf(served);
    }

    /**
     * Somebody who waits for a build to begin.
     *
     * @param build {@code <source-id>-<attempt>}
     * @param namespace of the SeedImage, whose turn is waited for
     * @param seedImage name of the SeedImage that asked first there, and is looked at when it is its turn
     */
    public record Waiting(String build, String namespace, String seedImage, Instant since) {

        public ResourceRef ref() {
            return new ResourceRef(namespace, seedImage);
        }
    }
}
