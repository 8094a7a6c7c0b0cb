package io.elemental.seedimage.local.processes;

import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.reconcile.common.KnownStore;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.util.Optional;
import java.util.stream.Stream;

/** Has the store tried at the start and once a day, and says what cannot be had of it. */
record CheckStore(KnownStore store, Terminal terminal) {

    /** An outage of a store that nobody tried yet is thrown: nothing may be written before. */
    void ifDue() {
        if (!store.isDue()) {
            return;
        }
        try {
            var found = store.look();
            Stream.of(found.objection(), found.onlyProxied())
                    .flatMap(Optional::stream)
                    .forEach(terminal::say);
        } catch (StoreUnavailableException e) {
            if (store.get().isEmpty()) {
                throw e;
            }
        }
    }
}
