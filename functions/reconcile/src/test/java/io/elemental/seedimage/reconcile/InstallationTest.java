package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.format.InstallationDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredInstallation;
import io.elemental.seedimage.reconcile.common.KnownStore;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.StoreRule;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.testing.ActingStoreTrial;
import io.elemental.seedimage.testing.ForwardingObjectStore;
import io.elemental.seedimage.testing.InMemoryStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InstallationTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final SettableClock clock = new SettableClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final ActingStoreTrial trial = new ActingStoreTrial();
    private KnownStore known = known();
    private Installation installation = installation(store);

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
    void theStoreIsTriedBeforeTheFirstWriteAndAStartReadsWhatWasFound() {
        trial.lack(StoreRule.COPY_RANGE, "it answers 501");
        installation.claim("mine");
        assertThat(trial.tried()).isEqualTo(1);
        var writes = store.writes();

        restart();
        installation.claim("mine");
        installation.renew("mine");

        assertThat(trial.tried()).isEqualTo(1);
        assertThat(store.writes()).isEqualTo(writes);
        assertThat(known.get().orElseThrow().lacks()).containsEntry("copy-range", "it answers 501");
    }

    @Test
    void itIsTriedAgainOnceADay() {
        installation.claim("mine");
        clock.forward(DAY.minusSeconds(1));
        installation.renew("mine");
        assertThat(trial.tried()).isEqualTo(1);

        trial.lack(StoreRule.COPY_RANGE, "it answers 501");
        clock.forward(Duration.ofSeconds(1));
        installation.renew("mine");
        installation.renew("mine");

        assertThat(trial.tried()).isEqualTo(2);
        assertThat(document().store()).isEqualTo(known.get().orElseThrow());
        assertThat(known.get().orElseThrow().onlyProxied()).isPresent();
    }

    @Test
    void whatAnotherProcessFoundMeanwhileCounts() {
        installation.claim("mine");
        var old = known;
        var oldInstallation = installation;
        clock.forward(DAY);
        restart();
        installation.renew("mine");
        assertThat(trial.tried()).isEqualTo(2);

        oldInstallation.renew("mine");

        assertThat(trial.tried()).isEqualTo(2);
        assertThat(old.get()).isEqualTo(known.get());
    }

    @Test
    void anotherEndpointIsAnotherStore() {
        installation.claim("mine");
        trial.move("https://other.example");
        trial.lack(StoreRule.COPY_RANGE, "it answers 501");

        restart();
        installation.claim("mine");

        assertThat(trial.tried()).isEqualTo(2);
        assertThat(document().store()).isEqualTo(known.get().orElseThrow());
    }

    @Test
    void sinceWhenItIsSoStaysTheSame() {
        trial.lack(StoreRule.CREATE_ONCE, "it answers 501");
        installation.claim("mine");
        var first = known.get().orElseThrow();

        clock.forward(DAY);
        restart();
        installation.claim("mine");
        trial.lack(StoreRule.CREATE_ONCE, "8 won");
        installation.renew("mine");

        var second = known.get().orElseThrow();
        assertThat(second.since()).isEqualTo(first.since()).isNotEqualTo(second.checkedAt());
        trial.mend();
        clock.forward(DAY);
        installation.renew("mine");
        assertThat(known.get().orElseThrow().since()).isEqualTo(clock.instant());
    }

    /** Of an older version, which did not try. */
    @Test
    void anInstallationWhoseStoreWasNotTriedKeepsItsOwner() {
        new StoredInstallation(store).put(new InstallationDocument("mine", clock.instant()), new Precondition.Absent());

        installation.claim("mine");

        assertThat(trial.tried()).isEqualTo(1);
        assertThat(document().cluster()).isEqualTo("mine");
        assertThat(document().store()).isNotNull();
        assertThatThrownBy(() -> installation(store).claim("other")).isInstanceOf(InstallationTakenException.class);
    }

    @Test
    void aStoreThatKnowsNoConditionsIsWrittenTo() {
        trial.lack(StoreRule.CREATE_ONCE, "it answers 501");
        installation = installation(new ForwardingObjectStore(store) {
            @Override
            public PutOutcome put(String key, byte[] content, Precondition precondition) {
                if (!(precondition instanceof Precondition.None)) {
                    throw new StoreUnavailableException("answered 501");
                }
                return super.put(key, content, precondition);
            }
        });

        installation.claim("mine");

        assertThat(document().store()).isEqualTo(known.get().orElseThrow());
    }

    @Test
    void anOutagePutsTheTrialOffAndWhatIsKnownCounts() {
        installation.claim("mine");
        var before = known.get();
        clock.forward(DAY);
        trial.setAvailable(false);

        installation.renew("mine");

        assertThat(known.get()).isEqualTo(before);
        trial.setAvailable(true);
        installation.renew("mine");
        assertThat(known.get().orElseThrow().checkedAt()).isEqualTo(clock.instant());
    }

    private InstallationDocument document() {
        return Documents.read(
                DocumentType.INSTALLATION,
                store.get(StoreKeys.INSTALLATION, 10_000).orElseThrow().content());
    }

    /** From now on it is another process. */
    private void restart() {
        known = known();
        installation = installation(store);
    }

    private KnownStore known() {
        return new KnownStore(trial, DAY, clock);
    }

    private Installation installation(ObjectStore objects) {
        return new Installation(objects, known, "", clock);
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
                new Installation(watched, known, "old", clock),
                "new",
                "quicker since 2026-11-24T12:00:00Z",
                "Give each its own prefix.");
        assertThat(new StoredInstallation(store)
                        .installation()
                        .orElseThrow()
                        .value()
                        .adopted())
                .containsExactly("old");
        assertThat(store.list(StoreKeys.INSTALLATION)).hasSize(1);
    }

    private Installation adopting(String cluster) {
        return new Installation(store, known, cluster, clock);
    }

    private static void assertTaken(Installation installation, String cluster, String owner, String remedy) {
        assertThatThrownBy(() -> installation.claim(cluster))
                .isInstanceOf(InstallationTakenException.class)
                .hasMessage("The bucket's prefix has belonged to cluster %s; this is cluster %s. %s"
                        .formatted(owner, cluster, remedy));
    }
}
