package io.elemental.seedimage.reconcile.sweep;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lists the store in as many slices as it takes. An object that is written behind the place that was reached is not in
 * the list, so nobody deletes it.
 */
final class ResumableListing {

    private final ObjectStore store;
    private final Duration grace;
    private final Deque<String> folders = new ArrayDeque<>();
    private StoreListing listing = StoreListing.empty();
    private Instant begunAt = Instant.MIN;
    private boolean paused;
    private String after = "";

    /** @param grace how old a list may be: what was written since is younger, and stays */
    ResumableListing(ObjectStore store, Duration grace) {
        this.store = store;
        this.grace = grace;
    }

    /**
     * The whole list. One that took more than one slice is for the next slice, which then has all its time for it:
     * {@link SliceOverException}. One that failed begins anew.
     */
    StoreListing take(SliceTime time, Instant now) {
        var goesOn = paused && begunAt.plus(grace).isAfter(now);
        paused = false;
        if (!goesOn) {
            begin(now);
        } else if (folders.isEmpty()) {
            return listing;
        }
        try {
            while (!folders.isEmpty()) {
                list(folders.getFirst(), time);
                folders.removeFirst();
                after = "";
            }
        } catch (SliceOverException e) {
            paused = true;
            throw e;
        }
        if (goesOn) {
            paused = true;
            throw new SliceOverException();
        }
        return listing;
    }

    private void begin(Instant now) {
        begunAt = now;
        listing = StoreListing.empty();
        after = "";
        folders.clear();
        folders.addAll(List.of(StoreKeys.IMAGES, StoreKeys.BASES, StoreKeys.SOURCES, StoreKeys.CATALOG));
    }

    private void list(String folder, SliceTime time) {
        try (Stream<ObjectInfo> objects = store.list(folder, after)) {
            objects.forEach(object -> {
                listing.add(object);
                after = object.key();
                time.require();
            });
        }
    }
}
