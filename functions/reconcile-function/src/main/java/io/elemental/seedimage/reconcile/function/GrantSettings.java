package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.reconcile.Granting;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.cluster.NamedObjects;
import io.elemental.seedimage.runtime.Variables;
import io.elemental.seedimage.store.GrantKeys;
import io.elemental.seedimage.store.S3Store;
import java.util.Set;

/**
 * The keys that sign builders' grants.
 *
 * @param atOwnRisk whether bases are built even where a grant may read the whole store
 */
record GrantSettings(GrantKeys keys, boolean atOwnRisk) {

    static final String ACCEPT_RISK = "SEEDIMAGE_RECONCILE_ACCEPT_RISK";
    static final String RISK = "grants-can-read-the-store";

    static GrantSettings of(Variables variables) {
        var accepted = variables.words(ACCEPT_RISK, "");
        if (!Set.of(RISK).containsAll(accepted)) {
            throw new InvalidInputException(
                    "%s '%s' names others than %s".formatted(ACCEPT_RISK, String.join(",", accepted), RISK));
        }
        return new GrantSettings(GrantKeys.fromEnvironment(variables.environment()), accepted.contains(RISK));
    }

    Granting of(S3Store store, NamedObjects objects) {
        var grants = store.grants(keys);
        return atOwnRisk
                ? Granting.atOwnRisk(grants.links(), objects)
                : new Granting(grants.links(), grants.trial(), objects);
    }
}
