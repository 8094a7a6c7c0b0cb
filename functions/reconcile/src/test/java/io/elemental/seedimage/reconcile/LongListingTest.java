package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.reconcile.settings.SweepSettings;
import io.elemental.seedimage.reconcile.sweep.Sweep;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.testing.ForwardingObjectStore;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A store with more objects than one slice of the sweep can list. */
class LongListingTest {

    private static final Duration SLICE = Duration.ofSeconds(45);
    private static final Duration GRACE = Duration.ofHours(1);
    private static final int LEFTOVERS = 60;

    private final World world = World.completed();
    private final Sweep sweep = new Sweep(
            world.reconciler,
            world.seedImages,
            world.builds,
            new SlowListing(),
            world.store,
            world.settings,
            new SweepSettings(SLICE, GRACE, Duration.ofDays(7), 0, Duration.ZERO),
            "one",
            world.clock);

    /** Each object takes two seconds. */
    private final class SlowListing extends ForwardingObjectStore {

        SlowListing() {
            super(world.store);
        }

        @Override
        public Stream<ObjectInfo> list(String keyPrefix, String after) {
            return super.list(keyPrefix, after).peek(_ -> world.clock.forward(Duration.ofSeconds(2)));
        }
    }

    @Test
    void isCleanedUpAllTheSame() {
        IntStream.range(0, LEFTOVERS).forEach(this::leave);
        world.clock.forward(GRACE);

        var slices = slices();

        assertThat(slices).isBetween(6, 12);
        assertThat(IntStream.range(0, LEFTOVERS)).noneMatch(number -> world.hasOverlay(identity(number)));
    }

    @Test
    void keepsWhatIsWrittenWhileItIsListed() {
        IntStream.range(0, LEFTOVERS).forEach(this::leave);
        world.clock.forward(GRACE);
        assertThat(sweep.slice()).isEqualTo(Outcome.LEFT_OVER);

        leave(0); // was listed
        leave(LEFTOVERS - 1); // was not
        leave(LEFTOVERS);
        var _ = slices();

        assertThat(IntStream.rangeClosed(0, LEFTOVERS).filter(number -> world.hasOverlay(identity(number))))
                .containsExactly(0, LEFTOVERS - 1, LEFTOVERS);
    }

    /** Holds no slice longer than its lease, so that no two processes clean up at once. */
    @Test
    void isListedNoLongerThanASlice() {
        IntStream.range(0, LEFTOVERS).forEach(this::leave);

        for (var slices = 0; slices < 12; slices++) {
            var begun = world.clock.instant();
            var _ = sweep.slice();
            assertThat(Duration.between(begun, world.clock.instant())).isLessThan(SLICE.plusSeconds(5));
        }
    }

    @Test
    void beginsAnewWhereTheStoreWasGone() {
        world.store.leaveUnanswered("list sources/"::equals);
        assertThatThrownBy(sweep::slice).isInstanceOf(StoreUnavailableException.class);
        world.store.leaveUnanswered(_ -> false);

        assertThat(sweep.slice()).isEqualTo(Outcome.DONE);
    }

    private int slices() {
        for (var slices = 1; slices < 100; slices++) {
            if (sweep.slice() == Outcome.DONE) {
                return slices;
            }
        }
        throw new AssertionError("The clean-up has no end.");
    }

    private void leave(int number) {
        world.memory.put(StoreKeys.overlay(identity(number)), new byte[] {'{', '}'}, new Precondition.None());
    }

    private static String identity(int number) {
        return "%s".formatted(1000 + number).repeat(16);
    }
}
