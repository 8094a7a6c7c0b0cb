package io.elemental.seedimage.reconcile.common;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** Memory of limited room. When it is full, entries that are seldom asked for are forgotten first. */
public final class Remembered {

    private Remembered() {}

    /**
     * A new memory. It works in the callers' threads alone.
     *
     * @param room how many entries it holds at most
     */
    public static <K, V> Cache<K, V> of(int room) {
        return Caffeine.newBuilder().maximumSize(room).executor(Runnable::run).build();
    }
}
