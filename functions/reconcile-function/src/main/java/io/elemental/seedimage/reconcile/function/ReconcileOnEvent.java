package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.reconcile.Change;
import io.elemental.seedimage.reconcile.FollowChange;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.rules.OneLine;
import io.elemental.seedimage.telemetry.Measure;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles one event. It is a function, not a consumer, since the broker must learn whether there is more to do. Its
 * answer is never sent as an event.
 */
record ReconcileOnEvent(
        ChangeOf changeOf, Claim claim, FollowChange follow, SharedWork<Change> work, MeterRegistry meters) {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileOnEvent.class);

    Outcome follow(ResourceEvent event) {
        var change = changeOf.read(event);
        LOG.atInfo()
                .addKeyValue("eventId", OneLine.of(event.id()))
                .addKeyValue("change", change.map(Object::toString).orElse("none of ours"))
                .log("event");
        if (change.isEmpty()) {
            return Outcome.DONE;
        }
        var kind = Measure.word(change.get().getClass().getSimpleName());
        return Measure.EVENTS.timed(
                meters,
                outcome -> Measure.word(outcome.name()),
                () -> work.done(change.get(), () -> {
                    var _ = claim.require();
                    return follow.follow(change.get());
                }),
                "kind",
                kind);
    }
}
