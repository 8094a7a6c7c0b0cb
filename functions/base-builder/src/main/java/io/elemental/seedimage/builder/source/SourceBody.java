package io.elemental.seedimage.builder.source;

import io.elemental.seedimage.builder.common.TryAgainException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The bytes of one answer on their way, which the caller waits for no longer than it is ready to. */
final class SourceBody implements Flow.Subscriber<List<ByteBuffer>> {

    /** What is asked while bytes come. */
    @FunctionalInterface
    interface Watch {

        /** Takes the number of bytes of this answer so far; throws when it shall not go on. */
        void look(long bytes) throws IOException;
    }

    private static final long LOOK_MILLIS = 100;

    private final Consumer<byte[]> sink;
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private boolean closed;
    private final AtomicLong bytes = new AtomicLong();

    /** @param sink is told of all bytes, one portion after another, and of none once {@link #receive} has returned */
    SourceBody(Consumer<byte[]> sink) {
        this.sink = sink;
    }

    /** Waits for the end: true where it was announced, false when the other side closed the connection before. */
    boolean receive(Flow.Publisher<List<ByteBuffer>> publisher, Watch watch) throws IOException {
        try {
            publisher.subscribe(this);
            while (true) {
                try {
                    return ended.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException _) {
                    watch.look(bytes.get());
                }
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new TryAgainException("Interrupted.");
        } finally {
            close();
        }
    }

    /** Gives an answer up whose bytes nobody wants. */
    static void giveUp(Flow.Publisher<List<ByteBuffer>> publisher) {
        var body = new SourceBody(_ -> {});
        body.close();
        publisher.subscribe(body);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription started) {
        if (closed) {
            started.cancel();
        } else {
            subscription = started;
            started.request(1);
        }
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> portions) {
        if (closed || subscription == null) {
            return;
        }
        try {
            portions.forEach(this::take);
            subscription.request(1);
        } catch (RuntimeException | Error e) {
            ended.completeExceptionally(e);
            close();
        }
    }

    private void take(ByteBuffer portion) {
        var content = new byte[portion.remaining()];
        portion.get(content);
        sink.accept(content);
        bytes.addAndGet(content.length);
    }

    @Override
    public void onError(Throwable failure) {
        if (isEnd(failure)) {
            ended.complete(false);
        } else {
            ended.completeExceptionally(failure);
        }
    }

    @Override
    public void onComplete() {
        ended.complete(true);
    }

    private synchronized void close() {
        closed = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private static boolean isEnd(@Nullable Throwable failure) {
        return failure != null && (failure instanceof EOFException || isEnd(failure.getCause()));
    }

    private static IOException failure(@Nullable Throwable cause) {
        return switch (cause) {
            case IOException broken -> broken;
            case RuntimeException ours -> throw ours;
            case Error error -> throw error;
            case null, default -> new IOException(cause);
        };
    }
}
