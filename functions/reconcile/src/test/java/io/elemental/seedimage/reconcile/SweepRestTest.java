package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredInstallation;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Locale;
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

    /** When its lease ends, another process may sweep. */
    @Test
    void cleanUpEndsWithItsSliceAndGoesOnInTheNext() {
        leftovers();
        world.clock.forward(Duration.ofHours(2));
        var lease = new StoredInstallation(world.memory);
        world.store.beforeWrite(() -> {
            if (!world.store.writes().getLast().endsWith(StoreKeys.SWEEP)) {
                assertThat(world.clock.instant())
                        .isBefore(lease.sweep().orElseThrow().value().leaseUntil());
            }
            world.clock.forward(Duration.ofSeconds(3)); // a step of four calls is shorter than the lease's margin
        });
        var resting = world.sweep("one");
        var slices = 1;
        while (resting.slice() == Outcome.LEFT_OVER) {
            slices++;
        }

        assertThat(slices).isBetween(4, 60);
        assertThat(world.memory.list("images/").filter(image -> image.key().contains("/0000")))
                .isEmpty();
    }

    @Test
    void cleanUpThatReadsMoreThanASliceCanComesToItsEnd() {
        leftovers();
        IntStream.range(0, 20)
                .forEach(n -> world.seedImages.put(World.seedImage(World.SEED.sibling("n-" + n), "uid-n" + n, 1)));
        world.clock.forward(Duration.ofHours(2));
        var resting = world.sweep("one");
        while (resting.slice() == Outcome.LEFT_OVER) {}
        leftovers();
        world.clock.forward(Duration.ofHours(2));
        world.store.leaveUnanswered(call -> {
            if (call.startsWith("get ") && call.endsWith("entry.json")) {
                world.clock.forward(Duration.ofSeconds(10));
            }
            return false;
        });

        var slices = 1;
        while (resting.slice() == Outcome.LEFT_OVER) {
            assertThat(slices++).as("it never ends").isLessThan(60);
        }

        assertThat(world.memory.list("images/").filter(image -> image.key().contains("/0000")))
                .isEmpty();
    }

    private void leftovers() {
        IntStream.range(0, 20)
                .forEach(n -> world.memory.put(
                        StoreKeys.overlay(String.format(Locale.ROOT, "%064d", n)),
                        new byte[] {1},
                        new Precondition.None()));
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
