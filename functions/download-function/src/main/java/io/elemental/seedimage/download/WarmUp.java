package io.elemental.seedimage.download;

import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.PresignedLinks;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the store what a first request will ask, while the web server still starts: this process starts because a client
 * waits, and a first call to a store takes as long as half of the start.
 */
final class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final ResourceRef NOBODY = new ResourceRef("warm-up", "warm-up");

    private WarmUp() {}

    static void start(ObjectStore store, PresignedLinks links) {
        Thread.ofPlatform().daemon().name("warm-up").start(() -> run(store, links));
    }

    /** Whether a store is there is told to who asks for an image. */
    static void run(ObjectStore store, PresignedLinks links) {
        try {
            var _ = new StoredCatalog(store).registration(NOBODY);
            var _ = links.get(NOBODY.name(), NOBODY.name(), "application/octet-stream", Duration.ofSeconds(1));
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("no warm-up");
        }
    }
}
