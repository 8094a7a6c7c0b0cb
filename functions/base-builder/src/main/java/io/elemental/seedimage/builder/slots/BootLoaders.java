package io.elemental.seedimage.builder.slots;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The loaders that UEFI starts on removable media, which are named by architecture (UEFI 2.10, table 3.2). */
final class BootLoaders {

    private static final String FOLDER = "/efi/boot/";
    private static final Map<String, String> NAMES =
            Map.of("linux/amd64", "bootx64.efi", "linux/arm64", "bootaa64.efi");

    private BootLoaders() {}

    /** A note where there are loaders of other architectures alone, as far as they lie in the ISO's own folders. */
    static Optional<String> note(Path image, String platform) {
        var wanted = NAMES.getOrDefault(platform, "");
        var there = there(image);
        return there.isEmpty() || wanted.isEmpty() || there.contains(wanted)
                ? Optional.empty()
                : Optional.of("has no boot loader for %s, but %s".formatted(platform, String.join(", ", there)));
    }

    private static List<String> there(Path image) {
        try (var bytes = ImageBytes.open(image)) {
            var view = IsoView.of(bytes).getFirst();
            return Stream.of("/EFI", "/efi")
                    .flatMap(folder -> view.files(folder).keySet().stream())
                    .map(path -> path.toLowerCase(Locale.ROOT))
                    .filter(path -> path.startsWith(FOLDER))
                    .map(path -> path.substring(FOLDER.length()))
                    .filter(NAMES::containsValue)
                    .sorted()
                    .toList();
        }
    }
}
