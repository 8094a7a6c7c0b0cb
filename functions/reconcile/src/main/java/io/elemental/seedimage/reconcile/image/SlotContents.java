package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.registration.files.InvalidCloudConfigException;
import io.elemental.seedimage.registration.files.SeedFiles;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.SeedImage;
import java.util.Map;

/** What goes into the slots, checked before any base is built for it. */
final class SlotContents {

    private SlotContents() {}

    /**
     * The contents by the names of the slots; {@link InvalidInputException} when they cannot be.
     *
     * @param slots length in bytes by name
     */
    static Map<String, byte[]> of(SeedImage seedImage, Registration registration, Map<String, Integer> slots) {
        try {
            var contents = SeedFiles.of(registration, seedImage.cloudConfig(), seedImage.templates());
            contents.forEach((slot, content) -> {
                var limit = slots.getOrDefault(slot, 0);
                if (content.length > limit) {
                    throw new InvalidInputException("%s takes %s bytes in the image; at most %s fit"
                            .formatted(origin(slot, registration), content.length, limit));
                }
            });
            return contents;
        } catch (InvalidCloudConfigException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()));
        }
    }

    private static String origin(String slot, Registration registration) {
        return slot.equals("cloud-config")
                ? "spec.cloud-config"
                : "the agent configuration of ElementalRegistration %s".formatted(registration.ref());
    }
}
