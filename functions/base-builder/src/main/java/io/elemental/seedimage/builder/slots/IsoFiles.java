package io.elemental.seedimage.builder.slots;

import java.util.ArrayDeque;
import java.util.HashSet;

/** Counts the files of an ISO. What it says of itself may be wrong, and may go round in circles. */
final class IsoFiles {

    private static final int ROOT = 16 * Iso9660.SECTOR + 156;

    /** Of folders, in all, in bytes: some 100,000 files. */
    private static final long MOST = 16L << 20;

    private IsoFiles() {}

    /** More than there can be, when there are too many to count. */
    static long count(ImageBytes image) {
        var folders = new ArrayDeque<IsoEntry>();
        folders.add(IsoEntry.of(image.at(ROOT, IsoEntry.LEAST)));
        var seen = new HashSet<Long>();
        var files = 0L;
        var read = 0L;
        while (!folders.isEmpty()) {
            var folder = folders.remove();
            if (!seen.add(folder.sector())) {
                continue;
            }
            read += folder.size();
            if (read > MOST) {
                return Long.MAX_VALUE;
            }
            var entries = IsoEntry.all(image.at(folder.sector() * Iso9660.SECTOR, (int) folder.size()))
                    .toList();
            entries.stream().filter(IsoEntry::isFolder).forEach(folders::add);
            files += entries.stream().filter(IsoEntry::isWholeFile).count();
        }
        return files;
    }
}
