package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.testing.InMemoryStore;
import org.junit.jupiter.api.Test;

class InstallationTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final Installation installation = new Installation(store, clock);

    @Test
    void prefixIsTakenOnceAndStaysTaken() {
        installation.claim("mine");

        assertThatCode(() -> installation.claim("mine")).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Installation(store, clock).claim("other"))
                .isInstanceOf(InstallationTakenException.class)
                .hasMessage("The bucket's prefix has belonged to cluster mine since 2026-11-24T12:00:00Z; "
                        + "this is cluster other. Give each its own prefix.");
    }

    @Test
    void nothingIsTakenWhileTheStoreIsAway() {
        store.setAvailable(false);

        assertThatThrownBy(() -> installation.claim("mine")).isInstanceOf(StoreUnavailableException.class);
    }
}
