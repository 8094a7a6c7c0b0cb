package io.elemental.seedimage.builder.upload;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * A part of a file on its way to the store.
 *
 * @param number from 1
 * @param offset from the start of the file, in bytes
 * @param length in bytes
 */
record FilePart(int number, long offset, long length) {

    private static final int BUFFER = 256 * 1024;

    /** @param count is told how many more bytes were read */
    BodyPublisher publish(Path file, LongConsumer count) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> open(file, count)), length);
    }

    private InputStream open(Path file, LongConsumer count) {
        try {
            var channel = FileChannel.open(file);
            channel.position(offset);
            return new BufferedInputStream(new CountedPart(Channels.newInputStream(channel), length, count), BUFFER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
