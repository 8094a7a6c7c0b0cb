package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.store.GrantLinks;
import io.elemental.seedimage.rules.store.GrantTrial;
import java.util.Optional;

/** What builders are given of the store, and what is tried before they are given it. */
public record Granting(GrantLinks links, GrantTrial trial) {

    /** For a store whose grants may open more than they are for: who runs it knows. */
    public static Granting atOwnRisk(GrantLinks links) {
        return new Granting(links, _ -> Optional.empty());
    }
}
