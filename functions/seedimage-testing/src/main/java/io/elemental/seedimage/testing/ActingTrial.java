package io.elemental.seedimage.testing;

import io.elemental.seedimage.rules.store.GrantTrial;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.util.Optional;

/** Finds of grants whatever a test wants, and counts how often it was asked. */
public final class ActingTrial implements GrantTrial {

    private Optional<String> objection = Optional.empty();
    private boolean available = true;
    private int tried;

    /** From now on there is this against grants; empty: nothing. */
    public synchronized void object(Optional<String> sentence) {
        objection = sentence;
    }

    /** While not available every trial fails as it does when a real store is down. */
    public synchronized void setAvailable(boolean available) {
        this.available = available;
    }

    public synchronized int tried() {
        return tried;
    }

    @Override
    public synchronized Optional<String> objection(Places places) {
        tried++;
        if (!available) {
            throw new StoreUnavailableException("the store of a trial was made unavailable");
        }
        return objection;
    }
}
