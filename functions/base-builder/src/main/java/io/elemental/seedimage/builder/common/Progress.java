package io.elemental.seedimage.builder.common;

import io.elemental.seedimage.rules.BuildStep;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says every second how far the current step is, and tells it to a listener every few seconds. */
public final class Progress implements AutoCloseable {

    private static final int TELL_EVERY = 3;

    private final Console console;
    private final Consumer<Meter> listener;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
    private @Nullable Meter current;
    private int ticks;

    /** @param listener must return at once */
    public Progress(Console console, Consumer<Meter> listener) {
        this.console = console;
        this.listener = listener;
        var _ = ticker.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * Begins a step.
     *
     * @param total bytes of the step; 0: unknown
     */
    public synchronized Meter begin(BuildStep step, long total) {
        var meter = new Meter(step, total, this);
        current = meter;
        ticks = 0;
        listener.accept(meter);
        return meter;
    }

    synchronized void end(Meter meter) {
        console.say(meter.ended());
        current = null;
    }

    private synchronized void tick() {
        if (current != null) {
            console.say(current.running());
            ticks++;
            if (ticks % TELL_EVERY == 0) {
                listener.accept(current);
            }
        }
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
