package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.Delivery;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Where a SeedImage can stay for long. */
enum Resting {
    BUILDING(World::reconcile),
    COMPLETED(World::complete),
    COMPOSED(world -> {
        world.publicStore();
        world.seedImages.change(
                World.SEED, seed -> World.like(seed).delivery(Delivery.AUTO).build());
        world.complete();
    }),
    FAILED(world -> {
        world.reconcile();
        world.builder.fail(world.build(1), "It is no ISO.");
        world.reconcile();
    }),
    REFUSED(world -> {
        world.seedImages.change(
                World.SEED,
                seed -> World.like(seed).baseImage("ftp://mirror.example/x").build());
        world.reconcile();
    }),
    EXPIRED(world -> {
        world.complete();
        world.clock.forward(Duration.ofHours(2));
        world.reconcile();
    }),
    UNREGISTERED(world -> {
        world.registrations.remove(World.RACK);
        world.reconcile();
    }),
    FROZEN(world -> {
        world.registrations.put(World.registration("disabled", Optional.of(World.KEY), "workdir", true));
        world.reconcile();
    }),
    GONE(world -> {
        world.complete();
        world.seedImages.remove(World.SEED);
        world.reconcile();
    });

    private final Consumer<World> way;

    Resting(Consumer<World> way) {
        this.way = way;
    }

    World reached() {
        var world = new World();
        way.accept(world);
        return world;
    }
}
