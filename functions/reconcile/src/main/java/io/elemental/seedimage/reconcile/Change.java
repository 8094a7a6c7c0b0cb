package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.ResourceRef;

/** Something that may have changed; a hint to look, never a fact. */
public sealed interface Change {

    record SeedImageChanged(ResourceRef seedImage) implements Change {}

    record RegistrationChanged(ResourceRef registration) implements Change {}

    /** A build by its name, {@code <source-id>-<attempt>}. */
    record BaseBuildChanged(String build) implements Change {}
}
