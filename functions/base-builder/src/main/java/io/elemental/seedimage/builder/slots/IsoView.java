package io.elemental.seedimage.builder.slots;

import io.elemental.seedimage.overlay.ByteRange;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * The folders of an ISO, as a machine sees them that mounts the disk, or the partition that shows the same files once
 * more. Reads as much as it takes to find a file by its Rock Ridge name, and never goes round in circles.
 *
 * @param start of the disk or the partition, in bytes from the start of the image
 */
record IsoView(ImageBytes image, long start) {

    private static final int DESCRIPTOR = 16 * Iso9660.SECTOR;
    private static final int LABEL = 40;
    private static final int LABEL_LENGTH = 32;
    private static final int ROOT = 156;

    /** Larger folders are not read: no more than a few files belong here. */
    private static final int MAX_FOLDER = 1 << 20;

    /** Of folders in folders. */
    private static final int DEEPEST = 4;

    /** No folder is looked into once there are more. */
    private static final int MAX_FILES = 1000;

    /** The whole disk first; of partitions those with the same label, by which it is looked for when it boots. */
    static List<IsoView> of(ImageBytes image) {
        var disk = new IsoView(image, 0);
        return LongStream.concat(LongStream.of(0), PartitionTables.starts(image))
                .distinct()
                .mapToObj(start -> new IsoView(image, start))
                .filter(view -> view.isLike(disk))
                .toList();
    }

    private boolean isLike(IsoView disk) {
        return Iso9660.isDescriptor(descriptor()) && label().equals(disk.label());
    }

    private ByteBuffer descriptor() {
        return image.at(start + DESCRIPTOR, Iso9660.SECTOR);
    }

    private ByteBuffer label() {
        return descriptor().slice(LABEL, LABEL_LENGTH);
    }

    /**
     * Where the bytes of a file lie, from the start of the image; empty when there is none, or when it lies in pieces.
     *
     * @param path from the root, beginning with a slash
     */
    Optional<ByteRange> find(String path) {
        var found = Optional.of(IsoEntry.of(descriptor().slice(ROOT, IsoEntry.LEAST)));
        for (var name : path.substring(1).split("/", -1)) {
            found = found.filter(IsoEntry::isFolder).flatMap(folder -> entry(folder, name));
        }
        return found.filter(IsoEntry::isWholeFile).map(file -> new ByteRange(offset(file), file.size()));
    }

    /** The files below a folder, by their paths, which are in the order of their letters; those in pieces not. */
    SortedMap<String, ByteRange> files(String folder) {
        var found = Optional.of(IsoEntry.of(descriptor().slice(ROOT, IsoEntry.LEAST)))
                .flatMap(root -> entry(root, folder.substring(1)));
        var files = new TreeMap<String, ByteRange>();
        found.filter(IsoEntry::isFolder).ifPresent(entry -> addFiles(folder, entry, DEEPEST, files));
        return files;
    }

    private void addFiles(String path, IsoEntry folder, int depth, Map<String, ByteRange> files) {
        if (folder.size() > MAX_FOLDER || depth == 0 || files.size() > MAX_FILES) {
            return;
        }
        IsoEntry.all(image.at(offset(folder), (int) folder.size()))
                .filter(entry -> !entry.name().isEmpty())
                .forEach(entry -> {
                    var name = path + "/" + entry.name();
                    if (entry.isFolder()) {
                        addFiles(name, entry, depth - 1, files);
                    } else if (entry.isWholeFile()) {
                        files.put(name, new ByteRange(offset(entry), entry.size()));
                    }
                });
    }

    private Optional<IsoEntry> entry(IsoEntry folder, String name) {
        if (folder.size() > MAX_FOLDER) {
            return Optional.empty();
        }
        return IsoEntry.all(image.at(offset(folder), (int) folder.size()))
                .filter(entry -> entry.name().equals(name))
                .findFirst();
    }

    private long offset(IsoEntry entry) {
        return start + entry.sector() * Iso9660.SECTOR;
    }
}
