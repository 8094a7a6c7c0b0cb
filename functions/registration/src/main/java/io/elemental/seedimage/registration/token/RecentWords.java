package io.elemental.seedimage.registration.token;

import java.util.LinkedHashMap;

/**
 * So many words and no more; those not seen for longest are forgotten first. Made by hand: this is in the public
 * function, whose cold start should not pay for a cache library.
 */
final class RecentWords {

    private final int limit;
    private final LinkedHashMap<String, Boolean> words = new LinkedHashMap<>(16, 0.75f, true);

    RecentWords(int limit) {
        this.limit = limit;
    }

    synchronized boolean knows(String word) {
        return words.get(word) != null;
    }

    synchronized void add(String word) {
        words.put(word, true);
        if (words.size() > limit) {
            words.pollFirstEntry();
        }
    }

    synchronized int size() {
        return words.size();
    }
}
