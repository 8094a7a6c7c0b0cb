package io.elemental.seedimage.local;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.atomic.AtomicLong;

/** The most that was live on the heap while somebody worked, in bytes: what was left right after collections. */
final class LiveHeap implements AutoCloseable {

    private static final long EVERY_MILLIS = 2_000;

    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final AtomicLong most = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::look);

    private LiveHeap() {}

    static LiveHeap watch() {
        var heap = new LiveHeap();
        heap.thread.start();
        return heap;
    }

    long most() {
        measure();
        return most.get();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(EVERY_MILLIS);
                measure();
            }
        } catch (InterruptedException _) {
            // measured enough
        }
    }

    private void measure() {
        memory.gc();
        most.accumulateAndGet(memory.getHeapMemoryUsage().getUsed(), Math::max);
    }
}
