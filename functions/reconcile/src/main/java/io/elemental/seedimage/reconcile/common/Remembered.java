package io.elemental.seedimage.reconcile.common;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was seen last, as far as there is room: what was not asked for longest is forgotten first. */
public final class Remembered<K, V> {

    private final Map<K, V> entries;

    /** @param room how many are remembered */
    public Remembered(int room) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > room;
            }
        };
    }

    public synchronized Optional<V> get(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    public synchronized boolean has(K key) {
        return entries.get(key) != null;
    }

    public synchronized void put(K key, V value) {
        entries.put(key, value);
    }

    public synchronized void forget(K key) {
        entries.remove(key);
    }
}
