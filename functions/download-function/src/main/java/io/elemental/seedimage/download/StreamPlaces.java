package io.elemental.seedimage.download;

import io.elemental.seedimage.rules.ResourceRef;
import java.util.HashMap;
import java.util.Map;

/**
 * Places for images that are streamed through this process. Nobody gets all of them: not the holders of one
 * registration's token, and not those of all tokens of a namespace. There are fewer places than connections, so that
 * tokens are checked and clients sent to the store while no place is free.
 */
final class StreamPlaces {

    private final int most;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    /** What became of a wish for a place. */
    sealed interface Taken {

        /** Free again once it is closed. */
        record Place(Runnable back) implements Taken, AutoCloseable {
            @Override
            public void close() {
                back.run();
            }
        }

        /** Its own others have as many as they may have together. */
        record ShareUsed(int share) implements Taken {}

        record NoneFree(int most) implements Taken {}
    }

    /** @param most streams at once */
    StreamPlaces(int most) {
        this.most = most;
    }

    synchronized Taken take(ResourceRef registration) {
        var name = registration.toString();
        var namespace = registration.namespace();
        if (taken(name) >= ofRegistration()) {
            return new Taken.ShareUsed(ofRegistration());
        }
        if (taken(namespace) >= ofNamespace()) {
            return new Taken.ShareUsed(ofNamespace());
        }
        if (all >= most) {
            return new Taken.NoneFree(most);
        }
        all++;
        taken.merge(name, 1, Integer::sum);
        taken.merge(namespace, 1, Integer::sum);
        return new Taken.Place(() -> giveBack(name, namespace));
    }

    /** Three places of four are taken: who does not read is dropped sooner. */
    synchronized boolean areRare() {
        return all >= most - most / 4;
    }

    /** Half of all. */
    private int ofRegistration() {
        return Math.max(1, most / 2);
    }

    /** Three quarters of all. */
    private int ofNamespace() {
        return Math.max(1, most - most / 4);
    }

    private int taken(String name) {
        return taken.getOrDefault(name, 0);
    }

    private synchronized void giveBack(String name, String namespace) {
        all--;
        taken.computeIfPresent(name, (_, count) -> count > 1 ? count - 1 : null);
        taken.computeIfPresent(namespace, (_, count) -> count > 1 ? count - 1 : null);
    }
}
