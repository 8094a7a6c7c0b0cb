package io.elemental.seedimage.local.processes;

import io.elemental.seedimage.local.common.Terminal;
import java.util.ArrayDeque;
import java.util.Deque;

/** Parts that run, ended in the opposite order of their start; each is, whatever happens to the others. */
final class RunningParts implements AutoCloseable {

    /** A part whose end declares no checked exception. */
    interface Part extends AutoCloseable {

        @Override
        void close();
    }

    private final Terminal terminal;
    private final Deque<Part> parts = new ArrayDeque<>();

    RunningParts(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Remembers how to end a part that runs now. */
    synchronized void add(Part part) {
        parts.push(part);
    }

    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (RuntimeException e) { // the others are to be ended all the same
                terminal.say("While ending: " + e.getMessage());
            }
        }
    }
}
