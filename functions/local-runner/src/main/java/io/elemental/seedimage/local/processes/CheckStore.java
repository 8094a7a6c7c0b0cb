package io.elemental.seedimage.local.processes;

import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.reconcile.common.KnownStore;
import io.elemental.seedimage.rules.store.StoreCapabilities;
import io.elemental.seedimage.rules.store.StoreRule;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.util.Optional;
import java.util.stream.Stream;

/** Has the store tried at the start and once a day, and says what cannot be had of it; the log has it rule by rule. */
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
            Stream.of(StoreRule.values()).forEach(rule -> other(found, rule).ifPresent(terminal::say));
        } catch (StoreUnavailableException e) {
            if (store.get().isEmpty()) {
                throw e;
            }
        }
    }

    /** What no sentence of the status is about. */
    private static Optional<String> other(StoreCapabilities found, StoreRule rule) {
        return switch (rule.need()) {
            case WRITING, REDIRECTS -> Optional.empty();
            case BUILDS, CLEANING ->
                Optional.ofNullable(found.lacks().get(rule.word()))
                        .map(problem -> "The store lacks something that is needed for %s: %s."
                                .formatted(rule.need().word(), problem));
        };
    }
}
