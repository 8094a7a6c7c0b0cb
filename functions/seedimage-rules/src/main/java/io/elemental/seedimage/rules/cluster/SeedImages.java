package io.elemental.seedimage.rules.cluster;

import io.elemental.seedimage.rules.ResourceRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The SeedImage resources. Every method throws {@link ClusterUnavailableException} when their server does not answer.
 */
public interface SeedImages {

    Optional<SeedImage> find(ResourceRef ref);

    /**
     * All of them, in the order of "namespace/name", fetched page by page; to be closed. Some know no cloud-config of
     * what they list, since it may be large.
     */
    Stream<SeedImage> all();

    /** The names of all of them, in the same order; to be closed. */
    default Stream<ResourceRef> refs() {
        return all().map(SeedImage::ref);
    }

    /** Every SeedImage that names this registration. */
    List<ResourceRef> of(ResourceRef registration);

    /** Writes the status, if it differs from what is there. */
    void report(SeedImage seedImage, SeedImageStatus status);

    /** Sets {@code spec.retriggerBuild} back to false. */
    void acknowledgeRetrigger(SeedImage seedImage);
}
