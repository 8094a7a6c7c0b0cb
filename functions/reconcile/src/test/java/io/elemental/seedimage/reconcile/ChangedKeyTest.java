package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.reconcile.settings.SweepSettings;
import io.elemental.seedimage.rules.cluster.Registration;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How soon it is noticed that a key's Secret was deleted or replaced: nothing tells the reconciler of Secrets. */
class ChangedKeyTest {

    private static final SweepSettings SETTINGS =
            new SweepSettings(Duration.ofSeconds(45), Duration.ofHours(1), Duration.ofDays(7), 0, Duration.ZERO);

    private final World world = World.completed();

    static Stream<Registration> changed() {
        var token = World.registration(World.KEY, "workdir").token();
        return Stream.of(
                World.registration(token, Optional.empty(), "workdir", true),
                World.registration(token, Optional.of(World.OTHER_KEY), "workdir", true),
                World.registration(World.OTHER_KEY, "workdir"));
    }

    @ParameterizedTest
    @MethodSource("changed")
    void isNoticedByOneSweepAtTheLatest(Registration changed) {
        var key = world.registrationEntry().publicKey();
        world.registrations.put(changed);
        assertThat(world.registrationEntry().publicKey()).isEqualTo(key);

        world.sweep(SETTINGS, "one").slice();

        assertThat(world.registrationEntry().publicKey()).isNotEqualTo(key);
    }

    @ParameterizedTest
    @MethodSource("changed")
    void isNoticedAtOnceWhereTheRegistrationIsTouchedToo(Registration changed) {
        var key = world.registrationEntry().publicKey();
        var follow = new FollowChange(world.reconciler, world.seedImages, world.builds, world.settings, world.clock);
        world.registrations.put(changed);

        follow.follow(new Change.RegistrationChanged(World.RACK));

        assertThat(world.registrationEntry().publicKey()).isNotEqualTo(key);
    }
}
