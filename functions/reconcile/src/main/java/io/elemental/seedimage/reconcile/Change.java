package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.ResourceRef;

/** Something that may have changed; a hint to look, never a fact. */
public sealed interface Change {

    /** Whose places it takes: its namespace's; builds are nobody's, and have places of their own. */
    default String tenant() {
        return switch (this) {
            case SeedImageChanged(var seedImage) -> seedImage.namespace();
            case RegistrationChanged(var registration) -> registration.namespace();
            case BaseBuildChanged _ -> "";
        };
    }

    record SeedImageChanged(ResourceRef seedImage) implements Change {}

    record RegistrationChanged(ResourceRef registration) implements Change {}

    /** A build by its name, {@code <source-id>-<attempt>}. */
    record BaseBuildChanged(String build) implements Change {}
}
