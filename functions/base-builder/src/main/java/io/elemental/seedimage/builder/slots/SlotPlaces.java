package io.elemental.seedimage.builder.slots;

import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.overlay.Slot;
import io.elemental.seedimage.overlay.SlotSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether slots are the files that the boot stages read, and no others: a registration's token goes where the slots
 * are.
 */
public final class SlotPlaces {

    private SlotPlaces() {}

    public static void require(Path image, List<Slot> slots) {
        wrong(image, slots).ifPresent(sentence -> {
            throw new RefusedException("The image cannot be used: %s.".formatted(sentence));
        });
    }

    /** What is wrong first, without a period. */
    static Optional<String> wrong(Path file, List<Slot> slots) {
        try (var image = ImageBytes.open(file)) {
            return IsoView.of(image).stream()
                    .flatMap(view -> slots.stream().flatMap(slot -> wrong(view, slot).stream()))
                    .findFirst();
        }
    }

    private static Optional<String> wrong(IsoView view, Slot slot) {
        var path = SlotFiles.path(new SlotSpec(slot.name(), slot.length()));
        var where = view.start() == 0 ? path : "%s of the partition at byte %s".formatted(path, view.start());
        var file = view.find(path);
        if (file.isEmpty()) {
            return Optional.of("there is no file %s, in one piece, for the slot %s at byte %s"
                    .formatted(where, slot.name(), slot.offset()));
        }
        return file.filter(range -> !range.equals(slot.range()))
                .map(range -> "the file %s has %s bytes at byte %s, and the slot %s has %s bytes at byte %s"
                        .formatted(where, range.length(), range.offset(), slot.name(), slot.length(), slot.offset()));
    }
}
