package io.elemental.seedimage.builder.slots;

import io.elemental.seedimage.builder.yaml.BootFile;
import io.elemental.seedimage.overlay.ByteRange;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files beside the slots that the boot stages read as well: older boot tools drop all of them, a registration
 * included, for one that they cannot read.
 */
final class BootFolder {

    /** More files than that nobody has there. */
    private static final int MOST = 200;

    /** In bytes; the boot tool's own files have some hundred. */
    private static final long LARGEST = 1 << 20;

    private BootFolder() {}

    /** A note of each file that is not as the boot tool needs it, in the order in which that reads them. */
    static Stream<String> notes(Path image) {
        try (var bytes = ImageBytes.open(image)) {
            return IsoView.of(bytes).getFirst().files(SlotFiles.FOLDER).entrySet().stream()
                    .filter(file -> file.getKey().matches(".*\\.ya?ml") && !SlotFiles.isSlot(file.getKey()))
                    .limit(MOST)
                    .flatMap(file -> note(bytes, file).stream())
                    .toList()
                    .stream();
        }
    }

    private static Optional<String> note(ImageBytes image, Map.Entry<String, ByteRange> file) {
        return problem(image, file)
                .map(problem -> ("has a file %s that is not as the boot tool needs it (%s), for which older boot tools"
                                + " drop the whole folder")
                        .formatted(file.getKey(), problem));
    }

    private static Optional<String> problem(ImageBytes image, Map.Entry<String, ByteRange> file) {
        var place = file.getValue();
        return place.length() > LARGEST
                ? Optional.of("more than %s bytes, so it was not read".formatted(LARGEST))
                : BootFile.problem(
                        file.getKey(),
                        image.at(place.offset(), (int) place.length()).array());
    }
}
