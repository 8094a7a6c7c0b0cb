package io.elemental.seedimage.builder.pull;

import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Scratch;
import io.elemental.seedimage.builder.registry.BlobStream;
import io.elemental.seedimage.builder.registry.Descriptor;
import io.elemental.seedimage.builder.registry.ImageRegistry;
import io.elemental.seedimage.builder.unpack.AheadStream;
import io.elemental.seedimage.builder.unpack.Compression;
import io.elemental.seedimage.builder.unpack.LimitedStream;
import io.elemental.seedimage.builder.unpack.UnpackedFile;
import io.elemental.seedimage.rules.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** Looks for files in layers, from the last to the first, and writes the one that it finds. */
final class LayerSearch {

    /** Of what is there instead. */
    private static final int SHOWN = 5;

    /** More would be named by nobody. */
    private static final int MOST = 100;

    /** No file system has longer paths. */
    private static final int LONGEST_NAME = 4096;

    /** More would be too much to remember. */
    private static final int MOST_HIDDEN = 20_000;

    private final ImageRegistry registry;
    private final Scratch scratch;
    private final long maxSize;
    private final LongConsumer meter;
    private final Wanted wanted;
    private final Hidden hidden;
    private final Map<String, FoundFile> found = new LinkedHashMap<>();
    private final List<String> seen = new ArrayList<>();
    private final FolderLink folder = new FolderLink();

    /** @param known what was found before, and is one of them */
    LayerSearch(
            ImageRegistry registry,
            Scratch scratch,
            long maxSize,
            LongConsumer meter,
            Wanted wanted,
            List<FoundFile> known) {
        this.registry = registry;
        this.scratch = scratch;
        this.maxSize = maxSize;
        this.meter = meter;
        this.wanted = wanted;
        this.hidden = new Hidden(wanted);
        known.forEach(this::add);
    }

    /** The files that were found; of those with bytes there is at most one. */
    List<FoundFile> found() {
        return List.copyOf(found.values());
    }

    /** Names of some files that are there. */
    List<String> seen() {
        return seen;
    }

    /** Where the folder of what is wanted leads, if it is a link. */
    Optional<String> folderLink() {
        return folder.target();
    }

    /** Whether further layers can have no more of what is wanted. */
    boolean isComplete() {
        return wanted.isComplete(found.keySet());
    }

    void search(List<Descriptor> layers, int number) {
        var before = Map.copyOf(found);
        var seenBefore = seen.size();
        try (var blob = new BlobStream(registry, layers.get(number), meter)) {
            while (!searched(blob, layers.get(number), number)) {
                found.keySet().retainAll(before.keySet());
                found.putAll(before);
                seen.subList(seenBefore, seen.size()).clear();
                hidden.forget();
                folder.forget(number);
            }
        }
        hidden.descend();
    }

    /** False where what was searched is not what the digest stands for, and comes anew. */
    private boolean searched(BlobStream blob, Descriptor layer, int number) {
        try {
            search(blob, layer, number);
            return true;
        } catch (RefusedException e) {
            if (blob.restarts()) {
                return false;
            }
            throw e;
        }
    }

    private void search(BlobStream blob, Descriptor layer, int number) {
        var what = "%s cannot be used: its part %s".formatted(registry.shown(), layer.shown());
        try {
            search(layer, number, what, unpacked(blob, what));
        } catch (IOException e) {
            blob.drain(); // where bytes are other ones than the digest's, this says it
            throw Compression.damaged("%s %s".formatted(registry.shown(), layer.shown()), e);
        }
        blob.drain();
    }

    private AheadStream unpacked(BlobStream blob, String what) throws IOException {
        // twice, since an ISO need not be alone in its layer
        var limit = 2 * maxSize;
        var sentence =
                ("%s has more than %s bytes when it is unpacked, and " + Scratch.LIMIT).formatted(what, limit, maxSize);
        return new AheadStream(new LimitedStream(Compression.unpacked(blob, scratch), limit, sentence));
    }

    private void search(Descriptor layer, int number, String what, AheadStream unpacked) throws IOException {
        if (Layer.isTar(unpacked)) {
            Layer.read(unpacked, what, (entry, bytes) -> take(entry, number, bytes));
        } else if (wanted instanceof Wanted.Isos && Layer.isIso(unpacked)) {
            var name = found.containsKey(layer.shown()) ? layer.digest() : layer.shown();
            requireOne(name);
            add(new FoundFile.Regular(name, write(name, unpacked)));
        } else if (unpacked.available() > 0) {
            see(layer.shown());
        }
    }

    private void take(TarArchiveEntry entry, int number, InputStream bytes) throws IOException {
        if (Math.max(entry.getName().length(), entry.getLinkName().length()) > LONGEST_NAME) {
            throw refused("has an entry whose name has more than %s characters".formatted(LONGEST_NAME));
        }
        var path = TarPath.plain(entry.getName());
        hidden.take(path, entry.isDirectory());
        if (hidden.size() > MOST_HIDDEN) {
            throw refused("names more than %s files where its ISO is".formatted(MOST_HIDDEN));
        }
        if (wanted.isFolder(path) && !hidden.hides(path)) {
            folder.take(entry, number);
        }
        if (entry.isDirectory() || TarPath.name(path).startsWith(TarPath.WHITEOUT)) {
            return;
        }
        if (hidden.hides(path)) {
            return;
        }
        see(path);
        if (!wanted.matches(path)) {
            return;
        }
        if (entry.isSymbolicLink()) {
            add(new FoundFile.Link(path, TarPath.target(TarPath.parent(path), entry.getLinkName()), Integer.MAX_VALUE));
        } else if (entry.isLink()) {
            add(new FoundFile.Link(path, TarPath.plain(entry.getLinkName()), number));
        } else if (isRegular(entry)) {
            requireOne(path);
            add(new FoundFile.Regular(path, write(path, Compression.unpacked(bytes, scratch))));
        }
    }

    /** The library takes for a file whatever is no folder. */
    private static boolean isRegular(TarArchiveEntry entry) {
        return entry.isFile() && !entry.isFIFO() && !entry.isCharacterDevice() && !entry.isBlockDevice();
    }

    /** The last of two entries of one name counts. */
    private void add(FoundFile file) {
        found.put(file.name(), file);
        if (found.size() > MOST) {
            throw two(file.name());
        }
    }

    private void requireOne(String name) {
        if (found.values().stream()
                .anyMatch(other ->
                        other instanceof FoundFile.Regular && !other.name().equals(name))) {
            throw two(name);
        }
    }

    private RefusedException refused(String why) {
        return new RefusedException("%s cannot be used: it %s.".formatted(registry.shown(), why));
    }

    private RefusedException two(String name) {
        var other = found.values().stream()
                .filter(file -> !file.name().equals(name))
                .findFirst()
                .orElseThrow();
        return IsoInImage.two(registry.shown(), other.name(), name);
    }

    private void see(String name) {
        if (seen.size() < SHOWN) {
            seen.add(Excerpt.of(name));
        }
    }

    private Path write(String name, InputStream bytes) {
        var what = "%s has %s, which".formatted(registry.shown(), Excerpt.of(name));
        return new UnpackedFile(scratch.file("source"), what, maxSize, _ -> {}).write(bytes, () -> {});
    }
}
