package io.elemental.seedimage.builder.source;

import io.elemental.seedimage.builder.common.TryAgainException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one answer as a stream, of which no more are on their way than are read, and whose reader waits no
 * longer than it is ready to.
 */
final class BodyStream extends InputStream implements Flow.Subscriber<List<ByteBuffer>> {

    private static final long LOOK_MILLIS = 100;

    private final SourceBody.Watch watch;
    private final BlockingQueue<BodyPortion> portions = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> buffers = new ArrayDeque<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closed;
    private @Nullable BodyPortion end;
    private long bytes;
    private long looked = System.nanoTime();

    BodyStream(SourceBody.Watch watch) {
        this.watch = watch;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (buffers.isEmpty() && end == null) {
            await();
        }
        var buffer = buffers.peek();
        if (buffer == null) {
            return ended();
        }
        var count = Math.min(length, buffer.remaining());
        buffer.get(target, offset, count);
        if (!buffer.hasRemaining()) {
            buffers.remove();
            if (buffers.isEmpty()) {
                more();
            }
        }
        bytes += count;
        return count;
    }

    private void await() throws IOException {
        try {
            var portion = portions.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            look();
            if (portion != null && portion.end()) {
                end = portion;
            } else if (portion != null) {
                portion.bytes().stream().filter(ByteBuffer::hasRemaining).forEach(buffers::add);
                if (buffers.isEmpty()) {
                    more();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new TryAgainException("Interrupted.");
        }
    }

    private void look() throws IOException {
        var now = System.nanoTime();
        if (now - looked >= TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
            looked = now;
            watch.look(bytes);
        }
    }

    private int ended() throws IOException {
        var failure = end == null ? null : end.failure();
        if (failure != null) {
            throw failure instanceof IOException broken ? broken : new IOException(failure);
        }
        return -1;
    }

    private void more() {
        var there = subscription;
        if (there != null) {
            there.request(1);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription started) {
        subscription = started;
        if (closed) {
            started.cancel();
        } else {
            started.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> came) {
        portions.add(new BodyPortion(came, false, null));
    }

    @Override
    public void onError(Throwable failure) {
        portions.add(new BodyPortion(List.of(), true, failure));
    }

    @Override
    public void onComplete() {
        portions.add(new BodyPortion(List.of(), true, null));
    }

    /** Gives the connection up, also in the middle of the body. */
    @Override
    public void close() {
        closed = true;
        var there = subscription;
        if (there != null) {
            there.cancel();
        }
    }
}
