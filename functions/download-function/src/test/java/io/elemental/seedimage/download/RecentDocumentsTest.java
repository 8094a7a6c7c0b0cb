package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.rules.store.ObjectChangedException;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.rules.store.StoredObject;
import io.elemental.seedimage.testing.InMemoryStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentDocumentsTest {

    private static final int LIMIT = 1_000_000;

    private final InMemoryStore memory = new InMemoryStore();
    private final WatchedStore watched = new WatchedStore(memory);
    private final MovableClock clock = new MovableClock(Fleet.NOW);
    private final RecentDocuments recent = new RecentDocuments(watched, Duration.ofSeconds(5), 10_000, clock);

    @Test
    void keepsWhatWasReadUntilTheTimeIsUp() {
        put("a", 1);
        assertThat(get("a")).isEqualTo(1);
        put("a", 2);
        clock.advance(Duration.ofMillis(4_999));
        assertThat(get("a")).isEqualTo(1);

        clock.advance(Duration.ofMillis(1));

        assertThat(get("a")).isEqualTo(2);
        assertThat(watched.asked()).containsExactly("get a", "getIfChanged a");
    }

    @Test
    void isFreshAgainOnceTheStoreSaysThatNothingChanged() {
        put("a", 1);
        get("a");
        clock.advance(Duration.ofSeconds(5));
        get("a");
        clock.advance(Duration.ofSeconds(4));

        get("a");

        assertThat(watched.asked()).containsExactly("get a", "getIfChanged a");
    }

    @Test
    void asksEveryTimeWhereItKeepsForNoTime() {
        var asking = new RecentDocuments(watched, Duration.ZERO, 10_000, clock);
        put("a", 1);

        asking.get("a", LIMIT);
        asking.get("a", LIMIT);

        assertThat(watched.asked()).containsExactly("get a", "getIfChanged a");
    }

    @Test
    void remembersNothingThatIsNotThere() {
        assertThat(recent.get("a", LIMIT)).isEmpty();
        put("a", 1);

        assertThat(get("a")).isEqualTo(1);
    }

    @Test
    void forgetsWhatIsGone() {
        put("a", 1);
        get("a");
        memory.delete("a");
        clock.advance(Duration.ofSeconds(5));

        assertThat(recent.get("a", LIMIT)).isEmpty();
        assertThat(recent.get("a", LIMIT)).isEmpty();
        assertThat(watched.asked()).containsExactly("get a", "getIfChanged a", "get a");
    }

    @Test
    void doesNotAnswerFromMemoryDuringAnOutage() {
        put("a", 1);
        get("a");
        memory.setAvailable(false);
        clock.advance(Duration.ofSeconds(5));

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> recent.get("a", LIMIT));
    }

    @Test
    void asksAgainWhenTheClockWasSetBack() {
        put("a", 1);
        get("a");
        clock.advance(Duration.ofSeconds(-1));

        get("a");

        assertThat(watched.asked()).containsExactly("get a", "getIfChanged a");
    }

    @Test
    void letsGoWhatWasNotUsedForLongest() {
        for (var key : new String[] {"a", "b", "c"}) {
            put(key, 3_000);
            get(key);
        }
        get("a");
        put("d", 3_000);
        get("d");
        watched.asked();

        get("a");
        get("c");
        get("b");

        assertThat(watched.asked()).containsExactly("get b");
    }

    @Test
    void keepsNothingThatIsLargerThanAllItMayKeep() {
        put("a", 10_001);
        put("b", 10);
        get("a");
        get("b");
        get("a");
        get("b");

        assertThat(watched.asked()).containsExactly("get a", "get b", "get a", "get b");
    }

    @Test
    void forgetsEverythingWhenAnObjectIsNotWhatWasMeant() {
        put("a", 1);
        get("a");

        assertThatExceptionOfType(ObjectChangedException.class).isThrownBy(() -> recent.read("a", "\"other\"", 0, 1));
        get("a");

        assertThat(watched.asked()).containsExactly("get a", "read a 0+1", "get a");
    }

    @Test
    void writesNothing() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> recent.put("a", new byte[0], new Precondition.None()));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> recent.delete("a"));
    }

    private void put(String key, int length) {
        memory.put(key, new byte[length], new Precondition.None());
    }

    private int get(String key) {
        return recent.get(key, LIMIT).map(StoredObject::content).orElseThrow().length;
    }
}
