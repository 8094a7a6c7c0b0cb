package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredInstallation;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.testing.InMemoryStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InstallationTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final Installation installation = adopting("");

    @Test
    void prefixIsTakenOnceAndStaysTaken() {
        assertThat(installation.claim("mine")).isEmpty();

        assertThat(installation.claim("mine")).isEmpty();
        assertTaken(adopting(""), "other", "mine since 2026-11-24T12:00:00Z", "Give each its own prefix.");
    }

    @Test
    void nothingIsTakenWhileTheStoreIsAway() {
        store.setAvailable(false);

        assertThatThrownBy(() -> installation.claim("mine")).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void restoredClusterTakesOverThePrefixOfTheOldOneOnce() {
        installation.claim("old");
        clock.forward(Duration.ofHours(1));
        var restored = adopting("old");

        assertThat(restored.claim("new")).hasValue("old");
        assertThat(restored.claim("new")).as("told once").isEmpty();
        assertThat(adopting("").claim("new")).as("without the setting").isEmpty();
        assertTaken(installation, "old", "new since 2026-11-24T13:00:00Z", "Give each its own prefix.");
        assertTaken(
                adopting("new"),
                "old",
                "new since 2026-11-24T13:00:00Z",
                "It took over the prefix of this cluster, so it is not given back.");
    }

    @Test
    void thePrefixOfAThirdIsNotTakenOver() {
        installation.claim("third");

        assertTaken(adopting("old"), "new", "third since 2026-11-24T12:00:00Z", "Give each its own prefix.");
    }

    @Test
    void ofTwoThatTakeOverAtOnceOneGetsIt() {
        installation.claim("old");
        var watched = new WatchedStore(store);
        watched.beforeWrite(() -> {
            watched.beforeWrite(() -> {});
            assertThat(adopting("old").claim("quicker")).hasValue("old");
        });

        assertTaken(
                new Installation(watched, "old", clock),
                "new",
                "quicker since 2026-11-24T12:00:00Z",
                "Give each its own prefix.");
        assertThat(new StoredInstallation(store).installation().orElseThrow().value().adopted())
                .containsExactly("old");
        assertThat(store.list(StoreKeys.INSTALLATION)).hasSize(1);
    }

    private Installation adopting(String cluster) {
        return new Installation(store, cluster, clock);
    }

    private static void assertTaken(Installation installation, String cluster, String owner, String remedy) {
        assertThatThrownBy(() -> installation.claim(cluster))
                .isInstanceOf(InstallationTakenException.class)
                .hasMessage("The bucket's prefix has belonged to cluster %s; this is cluster %s. %s"
                        .formatted(owner, cluster, remedy));
    }
}
