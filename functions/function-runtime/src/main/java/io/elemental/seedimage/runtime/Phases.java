package io.elemental.seedimage.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The phase of each connection, and since when it lasts. */
final class Phases<C> {

    /**
     * What a connection is at.
     *
     * @param nanos when that began, on the clock of {@link System#nanoTime}
     * @param born when the connection did
     */
    record Since(Phase phase, long nanos, long born) {

        Since then(Phase next, long now) {
            return new Since(next, now, born);
        }
    }

    private final Map<C, Since> connections = new ConcurrentHashMap<>();
    private final LongSupplier clock;

    Phases(LongSupplier clock) {
        this.clock = clock;
    }

    /** The phase of a connection. An unknown connection is new. */
    Since of(C connection) {
        return connections.computeIfAbsent(connection, _ -> born(Phase.NEW));
    }

    Duration age(C connection) {
        return Duration.ofNanos(clock.getAsLong() - of(connection).born());
    }

    /** The head of its request is complete, and the request is being answered. */
    void busy(C connection) {
        now(connection, Phase.BUSY);
    }

    void answered(C connection) {
        now(connection, Phase.IDLE);
    }

    /** A part of a head has arrived. A new connection stays new: its time runs from its beginning. */
    void begun(C connection) {
        connections.computeIfPresent(
                connection,
                (_, since) -> since.phase() == Phase.IDLE ? since.then(Phase.HEAD, clock.getAsLong()) : since);
    }

    void ended(C connection) {
        connections.remove(connection);
    }

    /** Forgets all but these. */
    void keep(Collection<? extends C> open) {
        connections.keySet().retainAll(open);
    }

    private void now(C connection, Phase phase) {
        connections.compute(
                connection, (_, since) -> since == null ? born(phase) : since.then(phase, clock.getAsLong()));
    }

    private Since born(Phase phase) {
        var now = clock.getAsLong();
        return new Since(phase, now, now);
    }
}
