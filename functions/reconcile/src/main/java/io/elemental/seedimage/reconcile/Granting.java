package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.cluster.NamedObjects;
import io.elemental.seedimage.rules.store.GrantLinks;
import io.elemental.seedimage.rules.store.GrantTrial;
import java.util.Optional;

/**
 * What grants of builders are made of.
 *
 * @param trial tries before that whether the links are safe
 * @param objects the Secrets and ConfigMaps that SeedImages name
 */
public record Granting(GrantLinks links, GrantTrial trial, NamedObjects objects) {

    /** Without a trial: grants of this store may open more than they are for, and its operator accepts that. */
    public static Granting atOwnRisk(GrantLinks links, NamedObjects objects) {
        return new Granting(links, _ -> Optional.empty(), objects);
    }
}
