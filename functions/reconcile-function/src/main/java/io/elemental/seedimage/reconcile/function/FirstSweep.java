package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.reconcile.common.Outcome;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps once at the start, since there are no events of changes before their source began. */
final class FirstSweep {

    private static final Logger LOG = LoggerFactory.getLogger(FirstSweep.class);

    private FirstSweep() {}

    static void start(Supplier<Outcome> sweep) {
        Thread.ofVirtual().name("first-sweep").start(() -> run(sweep));
    }

    private static void run(Supplier<Outcome> sweep) {
        try {
            while (sweep.get() == Outcome.LEFT_OVER) {
                LOG.atDebug().log("the first sweep goes on");
            }
        } catch (RuntimeException e) { // the next tick tries again
            LOG.atWarn().addKeyValue("problem", e.getMessage()).log("the first sweep did not end");
        }
    }
}
