package io.elemental.seedimage.testing;

import io.elemental.seedimage.rules.store.StoreFinding;
import io.elemental.seedimage.rules.store.StoreRule;
import io.elemental.seedimage.rules.store.StoreTrial;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds of a store whatever a test wants, and counts how often it was asked. */
public final class ActingStoreTrial implements StoreTrial {

    private final Map<StoreRule, String> problems = new EnumMap<>(StoreRule.class);
    private String endpoint = "https://store.example";
    private boolean available = true;
    private int tried;

    /** From now on the store does this instead of what a rule asks. */
    public synchronized void lack(StoreRule rule, String problem) {
        problems.put(rule, problem);
    }

    /** From now on it keeps every rule. */
    public synchronized void mend() {
        problems.clear();
    }

    /** From now on it is another store. */
    public synchronized void move(String other) {
        endpoint = other;
    }

    public synchronized void setAvailable(boolean now) {
        available = now;
    }

    public synchronized int tried() {
        return tried;
    }

    @Override
    public synchronized String endpoint() {
        return endpoint;
    }

    @Override
    public synchronized List<StoreFinding> findings(Places places) {
        tried++;
        if (!available) {
            throw new StoreUnavailableException("the store of a trial was made unavailable");
        }
        return Stream.of(StoreRule.values())
                .map(rule -> new StoreFinding(rule, Optional.ofNullable(problems.get(rule))))
                .toList();
    }
}
