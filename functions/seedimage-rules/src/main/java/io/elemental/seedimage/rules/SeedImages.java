package io.elemental.seedimage.rules;

import java.util.List;
import java.util.Optional;

/** The SeedImage resources. */
public interface SeedImages {

    Optional<SeedImage> find(ResourceRef ref);

    List<ResourceRef> all();

    /** Every SeedImage that names this registration. */
    List<ResourceRef> of(ResourceRef registration);

    /** Writes the status, if it differs from what is there. */
    void report(SeedImage seedImage, SeedImageStatus status);

    /** Sets {@code spec.retriggerBuild} back to false. */
    void acknowledgeRetrigger(SeedImage seedImage);
}
