package io.elemental.seedimage.local.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Downloads that read nothing but the head. */
public final class StalledDownloads implements AutoCloseable {

    private static final int WINDOW = 64 * 1024;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final List<RawDownload> downloads = new ArrayList<>();
    private final int server;
    private final long start = System.nanoTime();

    private StalledDownloads(int server) {
        this.server = server;
    }

    public static StalledDownloads start(List<Reader.Way> ways) {
        var stalled = new StalledDownloads(ways.getFirst().url().getPort());
        try {
            for (var way : ways) {
                stalled.downloads.add(new RawDownload(way.url(), way.header(), WINDOW));
            }
        } catch (IOException e) {
            stalled.close();
            throw new UncheckedIOException(e);
        }
        return stalled;
    }

    public List<Duration> untilHeads() {
        return downloads.stream().map(RawDownload::untilHead).toList();
    }

    /** Waits until the server has dropped them all; how long the last one was there, from the first one's beginning. */
    public Duration awaitDropped(Duration limit) {
        while (true) {
            var open = OpenConnections.of(server);
            var left = downloads.stream()
                    .filter(download -> open.contains(download.port()))
                    .count();
            var since = Duration.ofNanos(System.nanoTime() - start);
            if (left == 0) {
                return since;
            }
            if (since.compareTo(limit) > 0) {
                throw new IllegalStateException("%s stalled downloads are still there".formatted(left));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    @Override
    public void close() {
        for (var download : downloads) {
            try {
                download.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
