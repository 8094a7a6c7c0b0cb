package io.elemental.seedimage.overlay;

import io.elemental.seedimage.overlay.digest.DigestState;
import java.util.List;

/**
 * An image ready for overlays.
 *
 * @param build name of the build that made it; immutable
 * @param size in bytes
 * @param sha256 of the bytes with empty slots, lower-case hex
 * @param slots in the order of their offsets
 * @param digestState at the last 64-byte boundary at or before the first slot
 */
public record PreparedBase(String build, long size, String sha256, List<Slot> slots, DigestState digestState) {

    public PreparedBase {
        slots = List.copyOf(slots);
    }
}
