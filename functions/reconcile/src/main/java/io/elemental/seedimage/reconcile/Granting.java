package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.store.GrantLinks;
import io.elemental.seedimage.rules.store.GrantTrial;
import java.util.Optional;

/** Makes the links that builders get, and tries before that whether they are safe. */
public record Granting(GrantLinks links, GrantTrial trial) {

    /** Without a trial: grants of this store may open more than they are for, and its operator accepts that. */
    public static Granting atOwnRisk(GrantLinks links) {
        return new Granting(links, _ -> Optional.empty());
    }
}
