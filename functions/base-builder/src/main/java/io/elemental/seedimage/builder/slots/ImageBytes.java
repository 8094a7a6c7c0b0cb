package io.elemental.seedimage.builder.slots;

import io.elemental.seedimage.builder.common.Scratch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** An image, of which some bytes here and there are looked at. */
final class ImageBytes implements AutoCloseable {

    private final FileChannel file;

    private ImageBytes(FileChannel file) {
        this.file = file;
    }

    static ImageBytes open(Path image) {
        try {
            return new ImageBytes(FileChannel.open(image));
        } catch (IOException e) {
            throw Scratch.failed("read", e);
        }
    }

    long size() {
        try {
            return file.size();
        } catch (IOException e) {
            throw Scratch.failed("read", e);
        }
    }

    /** Little-endian; zeros where the image ends before, or does not begin yet. */
    ByteBuffer at(long offset, int length) {
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        try {
            for (var count = 0; offset >= 0 && count >= 0 && bytes.hasRemaining(); ) {
                count = file.read(bytes, offset + bytes.position());
            }
        } catch (IOException e) {
            throw Scratch.failed("read", e);
        }
        return bytes.rewind();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw Scratch.failed("read", e);
        }
    }
}
