package io.elemental.seedimage.builder.slots;

import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.overlay.SlotSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Which file of an ISO is which slot: the boot stages run every YAML file of this folder. */
final class SlotFiles {

    static final String FOLDER = "/iso-config";

    private static final Map<String, String> NAMES =
            Map.of("agent", "90-elemental-agent.yaml", "cloud-config", "cloud-config.yaml");

    private SlotFiles() {}

    static boolean isSlot(String path) {
        return NAMES.values().stream().anyMatch(name -> path.equals(FOLDER + "/" + name));
    }

    /** @param sizes from a grant */
    static List<SlotSpec> specs(Map<String, Integer> sizes) {
        return sizes.entrySet().stream()
                .map(slot -> new SlotSpec(slot.getKey(), slot.getValue()))
                .sorted(Comparator.comparing(SlotSpec::name))
                .toList();
    }

    static String path(SlotSpec slot) {
        var name = NAMES.get(slot.name());
        if (name == null) {
            throw new RefusedException("An ISO has no file for a slot '%s'.".formatted(slot.name()));
        }
        return FOLDER + "/" + name;
    }
}
