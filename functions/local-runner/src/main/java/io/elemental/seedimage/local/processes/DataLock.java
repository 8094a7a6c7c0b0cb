package io.elemental.seedimage.local.processes;

import io.elemental.seedimage.local.common.Folders;
import io.elemental.seedimage.rules.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second runner away from the same data; the system lets go of it when the process ends, however it ends. */
final class DataLock implements AutoCloseable {

    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    static DataLock take(Path data) {
        try {
            var channel = FileChannel.open(
                    Folders.create(data).resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new InvalidInputException(
                        "another run-local works on %s: end it, or choose another --data".formatted(data));
            }
            return new DataLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock %s".formatted(data), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release the lock", e);
        }
    }
}
