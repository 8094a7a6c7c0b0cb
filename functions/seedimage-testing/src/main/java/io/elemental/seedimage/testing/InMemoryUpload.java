package io.elemental.seedimage.testing;

import io.elemental.seedimage.rules.store.MultipartUploads.Part;
import io.elemental.seedimage.rules.store.MultipartUploads.UploadedPart;
import io.elemental.seedimage.rules.store.ObjectChangedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parts of one unfinished upload, and S3's rules for joining them. */
final class InMemoryUpload {

    private final String key;
    private final long minPartSize;
    private final Map<Integer, byte[]> parts = new TreeMap<>();

    InMemoryUpload(String key, long minPartSize) {
        this.key = key;
        this.minPartSize = minPartSize;
    }

    boolean isFor(String otherKey) {
        return key.equals(otherKey);
    }

    Part put(int number, byte[] content) {
        if (number < 1 || number > 10_000) {
            throw new IllegalArgumentException("part number %s is not from 1 to 10000".formatted(number));
        }
        parts.put(number, content);
        return new Part(number, Etags.of(content));
    }

    /** Every part up to this number. */
    List<UploadedPart> uploaded(int last) {
        return parts.entrySet().stream()
                .filter(part -> part.getKey() <= last)
                .map(part -> new UploadedPart(part.getKey(), part.getValue().length, Etags.of(part.getValue())))
                .toList();
    }

    /** The contents of these parts, in their order. */
    List<byte[]> contents(List<Part> wanted) {
        var contents = new ArrayList<byte[]>();
        var previous = 0;
        for (var part : wanted) {
            var content = parts.get(part.number());
            if (content == null || !Etags.of(content).equals(part.etag()) || part.number() <= previous) {
                throw new ObjectChangedException("%s has no such part %s here".formatted(key, part.number()));
            }
            if (contents.size() < wanted.size() - 1 && content.length < minPartSize) {
                throw new ObjectChangedException("part %s of %s has %s bytes, fewer than %s"
                        .formatted(part.number(), key, content.length, minPartSize));
            }
            contents.add(content);
            previous = part.number();
        }
        if (contents.isEmpty()) {
            throw new ObjectChangedException("%s has no parts".formatted(key));
        }
        return contents;
    }
}
