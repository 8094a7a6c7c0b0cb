package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.catalog.VariantState;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How long an image is served. */
class ExpiryTest {

    private final World world = new World();

    @Test
    void expiresAndTakesItsObjectsAway() {
        world.complete();
        var identity = world.identity();
        world.clock.forward(Duration.ofHours(1));

        world.reconcile();

        assertThat(world.condition("SeedImageReady")).isEqualTo("False SeedImageBuildDeadline");
        assertThat(world.condition("Ready")).isEqualTo("False SeedImageBuildDeadline");
        assertThat(world.status().downloadURL()).isEmpty();
        assertThat(world.status().checksumURL()).isEmpty();
        assertThat(world.image().state()).isEqualTo(VariantState.EXPIRED);
        assertThat(world.hasOverlay(identity)).isFalse();
        assertThat(world.entry().retiring()).isEmpty();
    }

    @Test
    void changedRegistrationDoesNotBringAnExpiredImageBack() {
        world.complete();
        world.clock.forward(Duration.ofHours(2));
        world.reconcile();
        world.registrations.put(World.registration(World.KEY, "elsewhere"));

        world.reconcile();

        assertThat(world.image().state()).isEqualTo(VariantState.EXPIRED);
        assertThat(world.registrationEntry().servable()).isTrue();
    }

    @Test
    void changedSpecBringsAnExpiredImageBackWithTimeOfItsOwn() {
        world.complete();
        world.clock.forward(Duration.ofHours(2));
        world.reconcile();
        world.seedImages.change(World.SEED, seed -> World.like(seed).minutes(10).build());

        world.reconcile();

        assertThat(world.entry().expiresAt()).isEqualTo(world.clock.instant().plus(Duration.ofMinutes(10)));
        assertThat(world.image().state()).isEqualTo(VariantState.READY);
    }

    @Test
    void timeOfAGenerationIsSetOnce() {
        world.complete();
        var expiresAt = world.entry().expiresAt();
        world.clock.forward(Duration.ofMinutes(30));
        world.registrations.put(World.registration(World.KEY, "elsewhere"));

        var lookAgain = world.reconcile();

        assertThat(world.entry().expiresAt()).isEqualTo(expiresAt);
        assertThat(lookAgain).hasValue(world.clock.instant().plus(Duration.ofMinutes(5)));
    }

    @Test
    void timeSurvivesTheLossOfTheCatalog() {
        world.complete();
        var expiresAt = Objects.requireNonNull(world.entry().expiresAt());
        world.clock.forward(Duration.ofMinutes(30));
        world.memory.delete(StoreKeys.entry(World.RACK, "seed"));

        world.reconcile();

        assertThat(world.entry().expiresAt()).isEqualTo(expiresAt);
    }

    @Test
    void imageWithoutLifetimeNeverExpires() {
        world.seedImages.change(World.SEED, seed -> World.like(seed).minutes(0).build());
        world.complete();
        world.clock.forward(Duration.ofDays(1000));

        world.reconcile();

        assertThat(world.entry().expiresAt()).isNull();
        assertThat(world.image().state()).isEqualTo(VariantState.READY);
    }
}
