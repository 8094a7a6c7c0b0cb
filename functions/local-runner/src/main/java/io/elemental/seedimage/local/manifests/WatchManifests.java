package io.elemental.seedimage.local.manifests;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/** Tells of every change in a folder of manifests, once the writer has been still for a moment. */
final class WatchManifests implements AutoCloseable {

    private static final long STILL_MILLIS = 30;

    private final WatchService watch;
    private final Runnable changed;

    private WatchManifests(WatchService watch, Runnable changed) {
        this.watch = watch;
        this.changed = changed;
    }

    /** @param changed is called by a thread of its own */
    static WatchManifests start(Path folder, Runnable changed) {
        try {
            var watch = folder.getFileSystem().newWatchService();
            folder.register(watch, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
            var watching = new WatchManifests(watch, changed);
            Thread.ofVirtual().name("watch-manifests").start(watching::run);
            return watching;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot watch %s".formatted(folder), e);
        }
    }

    @Override
    public void close() {
        try {
            watch.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop watching the manifests", e);
        }
    }

    private void run() {
        try {
            while (true) {
                var concerned = concerns(watch.take());
                for (var more = still(); more != null; more = still()) {
                    concerned |= concerns(more);
                }
                if (concerned) {
                    changed.run();
                }
            }
        } catch (ClosedWatchServiceException _) {
            // the end that was asked for
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private WatchKey still() throws InterruptedException {
        return watch.poll(STILL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static boolean concerns(WatchKey key) {
        var concerned = key.pollEvents().stream().anyMatch(WatchManifests::concerns);
        key.reset();
        return concerned;
    }

    private static boolean concerns(WatchEvent<?> event) {
        return event.kind().equals(OVERFLOW)
                || (event.context() instanceof Path file && ManifestFolder.holdsManifests(file));
    }
}
