package io.elemental.seedimage.reconcile.queue;

import io.elemental.seedimage.format.BuildsDocument.Waiting;
import io.elemental.seedimage.rules.ResourceRef;
import java.util.HashSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Begins the builds whose turn it is, by reconciling the SeedImages that wait for them. Removes from the queue who does
 * not begin then.
 */
public final class NextBuilds {

    private final BuildQueue queue;

    public NextBuilds(BuildQueue queue) {
        this.queue = queue;
    }

    /**
     * Goes on until nobody is due, or there is no time left.
     *
     * @param look reconciles a SeedImage; throws no failure of this SeedImage alone
     * @return whether time ran out before all began
     */
    public boolean begin(BooleanSupplier timeLeft, Consumer<ResourceRef> look) {
        var looked = new HashSet<Waiting>();
        while (timeLeft.getAsBoolean()) {
            var due = queue.due();
            if (due.isEmpty()) {
                return false;
            }
            var next = due.getFirst();
            if (looked.add(next)) {
                look.accept(next.ref());
            } else {
                queue.drop(next);
            }
        }
        return true;
    }
}
