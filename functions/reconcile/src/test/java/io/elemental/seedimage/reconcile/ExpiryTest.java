package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.reconcile.common.BackgroundTask;
import io.elemental.seedimage.rules.catalog.VariantState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
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
        assertThat(world.entry().retiring()).isEmpty();
        assertThat(world.hasOverlay(identity)).as("until the next sweep").isTrue();
        world.sweep("test").slice();
        assertThat(world.hasOverlay(identity)).isFalse();
    }

    /** Two SeedImages of equal content have one image. */
    @Test
    void whatAnotherSeedImageIsMakingStays() {
        world.complete();
        var other = World.SEED.sibling("other");
        world.clock.forward(Duration.ofHours(1));
        world.seedImages.put(World.like(World.seedImage(other, "uid-2", 1))
                .createdAt(world.clock.instant())
                .build());
        var second = world.reconciler();
        world.store.afterWrite(() -> {
            if (world.store.writes().getLast().endsWith("/overlay.json")) {
                second.reconcile(World.SEED);
            }
        });

        ScopedValue.where(BackgroundTask.EXECUTOR, Runnable::run).run(() -> world.reconciler.reconcile(other));
        world.store.afterWrite(() -> {});
        assertThat(world.hasOverlay(world.identity(other))).as("right then").isTrue();

        world.sweep("test").slice();
        assertThat(world.image().state()).isEqualTo(VariantState.EXPIRED);
        assertThat(world.hasOverlay(world.identity(other))).isTrue();
    }

    @Test
    void callsOfManyThatExpireAtOnceGrowWithTheirNumber() {
        world.complete();
        var calls = List.of(callsOfExpired(10), callsOfExpired(40));

        assertThat(calls.getLast()).isLessThanOrEqualTo(4 * calls.getFirst() + 10);
    }

    /** How often the store is called while so many expire, and are swept. */
    private int callsOfExpired(int number) {
        var refs = IntStream.range(0, number)
                .mapToObj(n -> World.SEED.sibling("many-%s-%s".formatted(number, n)))
                .toList();
        refs.forEach(ref -> {
            world.seedImages.put(World.like(World.seedImage(ref, "uid-" + ref.name(), 1))
                    .cloudConfig(Map.of("hostname", ref.name()))
                    .createdAt(world.clock.instant())
                    .build());
            world.reconciler.reconcile(ref);
        });
        world.clock.forward(Duration.ofHours(1));
        world.store.forget();
        refs.forEach(world.reconciler::reconcile);
        var calls = world.store.calls().size();
        refs.forEach(ref ->
                assertThat(world.entry(ref).variants().getFirst().state()).isEqualTo(VariantState.EXPIRED));
        world.sweep("test").slice();
        assertThat(world.memory.list("images/")).isEmpty();
        refs.forEach(world.seedImages::remove);
        return calls;
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
