package io.elemental.seedimage.builder;

import io.elemental.seedimage.overlay.Placeholder;
import io.elemental.seedimage.overlay.SlotSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for slots that a source came with. In an ISO every file begins with a sector. */
final class SlotsInSource {

    private static final int BUFFER = 512 * Iso9660.SECTOR;
    private static final String ANY_ID = "0".repeat(32);

    private final Map<String, String> beginnings = new HashMap<>();

    SlotsInSource(List<SlotSpec> slots) {
        slots.forEach(slot -> beginnings.put(slot.name(), beginning(slot)));
    }

    /** Whatever stands in front of the id. */
    private static String beginning(SlotSpec slot) {
        var placeholder = new String(Placeholder.of(slot, ANY_ID), StandardCharsets.US_ASCII);
        return placeholder.substring(0, placeholder.indexOf(ANY_ID));
    }

    /** The id of the slots, when all of them are there, in the wanted sizes and with the same id. */
    Optional<String> id(Path image) {
        Map<String, String> ids = new HashMap<>();
        try (var in = Files.newInputStream(image)) {
            for (var buffer = read(in); buffer.length > 0; buffer = read(in)) {
                for (var sector = 0; sector < buffer.length; sector += Iso9660.SECTOR) {
                    if (buffer[sector] == '#') {
                        look(Arrays.copyOfRange(buffer, sector, sector + Iso9660.SECTOR), ids);
                    }
                }
            }
        } catch (IOException e) {
            throw Scratch.failed("read", e);
        }
        return ids.size() == beginnings.size() && new HashSet<>(ids.values()).size() == 1
                ? ids.values().stream().findFirst()
                : Optional.empty();
    }

    private static byte[] read(InputStream in) throws IOException {
        return in.readNBytes(BUFFER);
    }

    private void look(byte[] sector, Map<String, String> ids) {
        var text = new String(sector, StandardCharsets.ISO_8859_1);
        beginnings.forEach((name, beginning) -> {
            if (text.startsWith(beginning)) {
                ids.put(name, text.substring(beginning.length(), beginning.length() + ANY_ID.length()));
            }
        });
    }
}
