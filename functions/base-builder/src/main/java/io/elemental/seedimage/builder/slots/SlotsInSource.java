package io.elemental.seedimage.builder.slots;

import io.elemental.seedimage.overlay.Placeholder;
import io.elemental.seedimage.overlay.Slot;
import io.elemental.seedimage.overlay.SlotSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for slots that a source came with, where they belong. */
final class SlotsInSource {

    private static final String ANY_ID = "0".repeat(32);

    private SlotsInSource() {}

    /** The id of the slots, when all of them are there in every view, in the wanted sizes and with the same id. */
    static Optional<String> id(Path source, List<SlotSpec> specs) {
        List<Slot> slots = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        try (var image = ImageBytes.open(source)) {
            var disk = IsoView.of(image).getFirst();
            for (var spec : specs) {
                disk.find(SlotFiles.path(spec)).ifPresent(file -> {
                    slots.add(new Slot(spec.name(), file.offset(), spec.length()));
                    ids.add(id(image, file.offset(), spec));
                });
            }
        }
        return slots.size() == specs.size()
                        && ids.size() == 1
                        && SlotPlaces.wrong(source, slots).isEmpty()
                ? ids.stream().filter(id -> id.matches("[0-9a-f]{32}")).findFirst()
                : Optional.empty();
    }

    private static String id(ImageBytes image, long offset, SlotSpec spec) {
        var placeholder = new String(Placeholder.of(spec, ANY_ID), StandardCharsets.US_ASCII);
        var length = placeholder.indexOf(ANY_ID) + ANY_ID.length();
        var begin = StandardCharsets.ISO_8859_1.decode(image.at(offset, length)).toString();
        return begin.startsWith(placeholder.substring(0, placeholder.indexOf(ANY_ID)))
                ? begin.substring(length - ANY_ID.length())
                : "";
    }
}
