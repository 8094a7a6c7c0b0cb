package io.elemental.seedimage.builder;

import io.elemental.seedimage.builder.common.Console;
import io.elemental.seedimage.builder.common.Scratch;
import java.util.concurrent.CountDownLatch;

/** Cleans up when a signal ends the program, and keeps the rest of the program from going on meanwhile. */
final class StopSignal implements AutoCloseable {

    private final Console console;
    private final Scratch scratch;
    private final Thread hook = new Thread(this::stop, "stop");
    private volatile boolean stopping;

    StopSignal(Console console, Scratch scratch) {
        this.console = console;
        this.scratch = scratch;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Does not return when the program is being stopped: what failed then says nothing about the source. */
    void hold() {
        if (stopping) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void stop() {
        stopping = true;
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        scratch.close();
        console.close("Stopped by a signal before the base was done.");
    }

    @Override
    public void close() {
        if (!stopping) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                hold();
            }
        }
    }
}
