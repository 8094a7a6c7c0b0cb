package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.reconcile.common.BackgroundTask;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whatever happens, in whatever order: at the end everything is as it should be. */
class HistoriesTest {

    private static final int HISTORIES = Integer.getInteger("seedimage.histories", 2_000);
    private static final long FIRST = Long.getLong("seedimage.histories.first", 0);

    @Test
    void everyHistoryEndsAsItShould() {
        LongStream.range(FIRST, FIRST + HISTORIES).parallel().forEach(HistoriesTest::runs);
    }

    private static void runs(long seed) {
        var clock = new SettableClock();
        // One thread, so that the same seed is the same history.
        ScopedValue.where(BackgroundTask.EXECUTOR, Runnable::run)
                .run(() -> new Fate(seed, clock, new MemorySite(clock)).fulfil());
    }
}
