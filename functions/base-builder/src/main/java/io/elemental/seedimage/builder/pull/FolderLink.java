package io.elemental.seedimage.builder.pull;

import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** Where a folder leads that is a link: the uppermost layer that has it says so, and in that its last entry. */
final class FolderLink {

    private static final int NONE = -1;

    private int layer = NONE;
    private Optional<String> target = Optional.empty();

    /** Takes an entry of the folder's own name that nothing hides. */
    void take(TarArchiveEntry entry, int number) {
        if (layer == NONE || layer == number) {
            layer = number;
            target = entry.isSymbolicLink()
                    ? Optional.of(TarPath.target(TarPath.parent(TarPath.plain(entry.getName())), entry.getLinkName()))
                    : Optional.empty();
        }
    }

    /** Forgets what a layer said. */
    void forget(int number) {
        if (layer == number) {
            layer = NONE;
            target = Optional.empty();
        }
    }

    Optional<String> target() {
        return target;
    }
}
