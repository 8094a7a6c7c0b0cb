package io.elemental.seedimage.local.store;

import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;

/** Puts a file into the store as a source of bases: {@code uploads/<namespace>/<hash>-<file name>}. */
public final class UploadBase {

    private static final int PART_SIZE = 16 * 1024 * 1024;
    private static final int HASH_LENGTH = 12;

    private final ObjectStore objects;
    private final MultipartUploads uploads;
    private final String bucket;

    public UploadBase(ObjectStore objects, MultipartUploads uploads, String bucket) {
        this.objects = objects;
        this.uploads = uploads;
        this.bucket = bucket;
    }

    /** Uploads the file unless the same bytes are there already, and returns what a SeedImage's baseImage says. */
    public String upload(String namespace, Path file) {
        try {
            var key = "uploads/%s/%s-%s"
                    .formatted(
                            namespace,
                            hash(file).substring(0, HASH_LENGTH),
                            safe(file.getFileName().toString()));
            var there = objects.head(key);
            if (there.isEmpty() || there.get().size() != Files.size(file)) {
                put(key, file);
            }
            return "s3://%s/%s".formatted(bucket, key);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the base %s".formatted(file), e);
        }
    }

    private void put(String key, Path file) throws IOException {
        var id = uploads.start(key, "application/octet-stream");
        try (var in = Files.newInputStream(file)) {
            var parts = new ArrayList<MultipartUploads.Part>();
            for (var part = in.readNBytes(PART_SIZE); part.length > 0; part = in.readNBytes(PART_SIZE)) {
                parts.add(uploads.put(key, id, parts.size() + 1, part));
            }
            uploads.complete(key, id, parts);
        } catch (IOException | RuntimeException e) {
            uploads.abort(key, id);
            throw e;
        }
    }

    private static String safe(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private static String hash(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
