package io.elemental.seedimage.reconcile.sweep;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.reconcile.image.RemoveImage;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** Removes images that no entry points at, and unfinished uploads of others. */
final class CleanImages {

    private final ObjectStore store;
    private final RemoveImage remove;
    private final Duration grace;

    CleanImages(ObjectStore store, MultipartUploads uploads, Duration grace) {
        this.store = store;
        this.remove = new RemoveImage(new StoredImages(store), uploads);
        this.grace = grace;
    }

    void clean(StoreListing listing, References references, SliceTime time, Instant now) {
        listing.composing().forEach((identity, writtenAt) -> {
            time.require();
            giveUp(identity, writtenAt, now);
        });
        listing.images().forEach((identity, writtenAt) -> {
            time.require();
            if (!references.image(identity) && old(writtenAt, now) && stillOld(identity, now)) {
                remove.remove(identity);
            }
        });
    }

    /** Running work writes its document more often than this. Aborted work begins again if it is still wanted. */
    private void giveUp(String identity, Instant writtenAt, Instant now) {
        if (old(writtenAt, now) && stillOld(identity, now)) {
            remove.unfinished(identity);
        }
    }

    /** Looks again before removal. Rendering an image rewrites its overlay, even one that was unused for long. */
    private boolean stillOld(String identity, Instant now) {
        try (Stream<ObjectInfo> objects = store.list(StoreKeys.image(identity))) {
            return objects.allMatch(object -> old(object.lastModified(), now));
        }
    }

    private boolean old(Instant writtenAt, Instant now) {
        return !writtenAt.plus(grace).isAfter(now);
    }
}
