package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.reconcile.sweep.Sweep;
import io.elemental.seedimage.telemetry.Measure;
import io.micrometer.core.instrument.MeterRegistry;

/** Sweeps the store after making sure that it is ours. */
record ClaimedSweep(Claim claim, Sweep sweep, MeterRegistry meters) {

    Outcome slice() {
        return Measure.SWEEPS.timed(meters, outcome -> Measure.word(outcome.name()), () -> {
            claim.renewStore();
            return sweep.slice();
        });
    }
}
