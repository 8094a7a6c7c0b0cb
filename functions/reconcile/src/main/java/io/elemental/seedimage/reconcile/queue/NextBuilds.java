package io.elemental.seedimage.reconcile.queue;

import io.elemental.seedimage.format.BuildsDocument.Waiting;
import io.elemental.seedimage.rules.ResourceRef;
import java.util.HashSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Lets builds begin whose turn it is, by looking at who waits for them; who does not begin then is struck out. */
public final class NextBuilds {

    private final BuildQueue queue;

    public NextBuilds(BuildQueue queue) {
        this.queue = queue;
    }

    /**
     * Goes on until nobody is due, or there is no time left.
     *
     * @param look leads a SeedImage on, and throws nothing that is its own matter alone
     * @return whether somebody may be due still
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
