package io.elemental.seedimage.local.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Downloads one image after the other, until it is closed. Comes back where it is told to, as {@code curl --retry}
 * does.
 */
public final class Reader implements AutoCloseable {

    private static final int PIECE = 64 * 1024;
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(1);

    /**
     * What it reads, and how.
     *
     * @param header line that opens the image
     * @param pause after each piece; zero: it reads as fast as it can
     */
    public record Way(URI url, String header, Duration pause) {

        /** A slow one keeps little in the operating system, so that the server notices. */
        int window() {
            return pause.isZero() ? 0 : PIECE;
        }
    }

    private final Way way;
    private final AtomicLong bytes = new AtomicLong();
    private final List<Duration> untilHeads = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicLong refusals = new AtomicLong();
    private volatile boolean closed;

    private Reader(Way way) {
        this.way = way;
    }

    public static Reader start(Way way) {
        var reader = new Reader(way);
        Thread.ofVirtual().start(reader::run);
        return reader;
    }

    public long bytes() {
        return bytes.get();
    }

    /** How long each download took until the head of its answer was there, with all tries. */
    public List<Duration> untilHeads() {
        return List.copyOf(untilHeads);
    }

    /** How often it was told to come back later. */
    public long refusals() {
        return refusals.get();
    }

    /** Empty where all went well. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        closed = true;
    }

    private void run() {
        try {
            while (!closed) {
                download();
            }
        } catch (IOException e) {
            if (!closed) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
    }

    private RawDownload open() throws IOException {
        var start = System.nanoTime();
        while (true) {
            try {
                var download = new RawDownload(way.url(), way.header(), way.window());
                untilHeads.add(Duration.ofNanos(System.nanoTime() - start));
                return download;
            } catch (RefusedException e) {
                if (closed || !e.isForNow()) {
                    throw e;
                }
                refusals.incrementAndGet();
                LockSupport.parkNanos(BEFORE_ANOTHER_TRY.toNanos());
            }
        }
    }

    private void download() throws IOException {
        var buffer = new byte[PIECE];
        try (var download = open()) {
            var left = download.length();
            while (left > 0 && !closed) {
                var count = download.read(buffer);
                if (count < 0) {
                    throw new IOException("a download ended %s bytes early".formatted(left));
                }
                left -= count;
                bytes.addAndGet(count);
                rest();
            }
        }
    }

    /** Who always finds bytes would keep its carrier from the others. */
    private void rest() {
        LockSupport.parkNanos(Math.max(1, way.pause().toNanos()));
    }
}
