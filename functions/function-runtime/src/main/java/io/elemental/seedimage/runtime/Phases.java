package io.elemental.seedimage.runtime;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The phase of each connection, and since when it lasts. */
final class Phases<C> {

    /** @param nanos when it began, on the clock of {@link System#nanoTime} */
    record Since(Phase phase, long nanos) {}

    private final Map<C, Since> connections = new ConcurrentHashMap<>();
    private final LongSupplier clock;

    Phases(LongSupplier clock) {
        this.clock = clock;
    }

    /** The phase of a connection. An unknown connection is new. */
    Since of(C connection) {
        return connections.computeIfAbsent(connection, _ -> now(Phase.NEW));
    }

    /** The head of its request is complete, and the request is being answered. */
    void busy(C connection) {
        connections.put(connection, now(Phase.BUSY));
    }

    void answered(C connection) {
        connections.put(connection, now(Phase.IDLE));
    }

    /** A part of a head has arrived. A new connection stays new: its time runs from its beginning. */
    void begun(C connection) {
        connections.computeIfPresent(connection, (_, since) -> since.phase() == Phase.IDLE ? now(Phase.HEAD) : since);
    }

    void ended(C connection) {
        connections.remove(connection);
    }

    /** Forgets all but these. */
    void keep(Collection<? extends C> open) {
        connections.keySet().retainAll(open);
    }

    private Since now(Phase phase) {
        return new Since(phase, clock.getAsLong());
    }
}
