package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often a sweep begins, whoever asks for it. */
class SweepRestTest {

    private final World world = World.completed();

    @Test
    void restsAfterASweepHoweverOftenItIsAskedFor() {
        var resting = world.sweep("one");
        assertThat(resting.slice()).isEqualTo(Outcome.DONE);
        assertThat(world.sweep("other").slice()).isEqualTo(Outcome.DONE);
        resting.slice();
        world.store.forget();

        IntStream.range(0, 100).forEach(_ -> assertThat(resting.slice()).isEqualTo(Outcome.DONE));
        assertThat(world.store.calls()).isEmpty();
        var other = world.sweep("another");
        IntStream.range(0, 100).forEach(_ -> other.slice());
        assertThat(world.store.calls()).containsExactly("get " + StoreKeys.SWEEP);

        world.clock.forward(Duration.ofSeconds(30));
        resting.slice();
        assertThat(world.store.writes()).contains("put " + StoreKeys.SWEEP);
    }

    @Test
    void whatIsLeftOverDoesNotRest() {
        IntStream.range(0, 5)
                .forEach(n -> world.seedImages.put(World.seedImage(World.SEED.sibling("n-" + n), "uid-n" + n, 1)));
        world.store.beforeWrite(() -> world.clock.forward(Duration.ofSeconds(20)));
        var resting = world.sweep("one");
        assertThat(resting.slice()).isEqualTo(Outcome.LEFT_OVER);

        while (resting.slice() == Outcome.LEFT_OVER) {
            // as it is delivered again
        }

        assertThat(world.entry(World.SEED.sibling("n-4"))).isNotNull();
    }

    @Test
    void whatFailedDoesNotRest() {
        var other = World.SEED.sibling("other");
        world.seedImages.put(World.seedImage(other, "uid-2", 1));
        var resting = world.sweep("one");
        world.store.leaveUnanswered(call -> !call.endsWith("sweep.json"));
        assertThatThrownBy(resting::slice).isInstanceOf(StoreUnavailableException.class);
        world.store.leaveUnanswered(_ -> false);

        assertThat(resting.slice()).isEqualTo(Outcome.DONE);

        assertThat(world.entry(other).downloadURL()).isNotNull();
    }
}
