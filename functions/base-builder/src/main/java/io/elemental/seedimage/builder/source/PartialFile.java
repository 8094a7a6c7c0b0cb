package io.elemental.seedimage.builder.source;

import io.elemental.seedimage.builder.common.Scratch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file that grows while it is downloaded, with the digest of what it has. */
final class PartialFile implements AutoCloseable {

    private final Path file;
    private final MessageDigest digest = sha256();
    private OutputStream out;
    private long size;
    private long highest;

    PartialFile(Path file) {
        this.file = file;
        this.out = create();
    }

    Path file() {
        return file;
    }

    long size() {
        return size;
    }

    /** The largest size that it ever had. */
    long highest() {
        return highest;
    }

    void append(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw Scratch.failed("written", e);
        }
        digest.update(bytes);
        size += bytes.length;
        highest = Math.max(highest, size);
    }

    /** Forgets everything that was written. */
    void startOver() {
        if (size > 0) {
            close();
            out = create();
            digest.reset();
            size = 0;
        }
    }

    /** Hex SHA-256 of all bytes, once they are there. */
    String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw Scratch.failed("written", e);
        }
    }

    private OutputStream create() {
        try {
            return Files.newOutputStream(file);
        } catch (IOException e) {
            throw Scratch.failed("written", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
