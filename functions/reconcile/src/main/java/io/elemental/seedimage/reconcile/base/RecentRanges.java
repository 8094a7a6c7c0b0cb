package io.elemental.seedimage.reconcile.base;

import io.elemental.seedimage.overlay.BaseBytes;
import io.elemental.seedimage.overlay.BaseEndedEarlyException;
import io.elemental.seedimage.overlay.ByteRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The ranges of bases that were read last. A fleet's images have the end of their base in common, and each image hashes
 * it again. The least recently used range goes first, whatever was read more often before: so the second image of a new
 * base finds the end that the first one read. Caffeine lets a new range in only once it was asked for as often as the
 * old ones.
 */
final class RecentRanges {

    private final long memory;
    private final LinkedHashMap<Key, byte[]> ranges = new LinkedHashMap<>(16, 0.75f, true);
    private long held;

    private record Key(String build, ByteRange range) {}

    /** @param memory in bytes; ranges of more than a third of it are not kept */
    RecentRanges(long memory) {
        this.memory = memory;
    }

    InputStream open(String build, ByteRange range, BaseBytes base) throws IOException {
        if (range.length() > memory / 3) {
            return base.open(range);
        }
        var key = new Key(build, range);
        var bytes = get(key);
        if (bytes == null) {
            bytes = read(range, base);
            keep(key, bytes);
        }
        return new ByteArrayInputStream(bytes);
    }

    synchronized void forget(String build) {
        ranges.entrySet().removeIf(entry -> {
            var gone = entry.getKey().build().equals(build);
            held -= gone ? entry.getValue().length : 0;
            return gone;
        });
    }

    private synchronized byte @Nullable [] get(Key key) {
        return ranges.get(key);
    }

    private synchronized void keep(Key key, byte[] bytes) {
        if (ranges.putIfAbsent(key, bytes) == null) {
            held += bytes.length;
        }
        for (var oldest = ranges.entrySet().iterator(); held > memory; oldest.remove()) {
            held -= oldest.next().getValue().length;
        }
    }

    private static byte[] read(ByteRange range, BaseBytes base) throws IOException {
        try (var in = base.open(range)) {
            var bytes = in.readNBytes((int) range.length());
            if (bytes.length < range.length()) {
                throw new BaseEndedEarlyException(range.offset() + bytes.length, range);
            }
            return bytes;
        }
    }
}
