package io.elemental.seedimage.reconcile;

import java.time.Duration;
import java.util.Optional;

/** Where a SeedImage can stay for long. */
enum Resting {
    BUILDING,
    COMPLETED,
    COMPOSED,
    FAILED,
    REFUSED,
    EXPIRED,
    UNREGISTERED,
    UNREADY,
    FROZEN,
    GONE;

    World reached() {
        var world = new World();
        switch (this) {
            case BUILDING -> world.reconcile();
            case COMPLETED -> world.complete();
            case COMPOSED -> {
                world.publicStore();
                world.complete();
            }
            case FAILED -> {
                world.reconcile();
                world.builder.fail(world.build(1), "It is no ISO.");
                world.reconcile();
            }
            case REFUSED -> {
                world.change(spec -> spec.baseImage("ftp://mirror.example/x"));
                world.reconcile();
            }
            case EXPIRED -> {
                world.complete();
                world.clock.forward(Duration.ofHours(2));
                world.reconcile();
            }
            case UNREGISTERED -> {
                world.registrations.remove(World.RACK);
                world.reconcile();
            }
            case UNREADY -> {
                world.registrations.put(World.registration("", Optional.of(World.KEY), "workdir", false));
                world.reconcile();
            }
            case FROZEN -> {
                world.registrations.put(World.registration("disabled", Optional.of(World.KEY), "workdir", true));
                world.reconcile();
            }
            case GONE -> {
                world.complete();
                world.seedImages.remove(World.SEED);
                world.reconcile();
            }
        }
        return world;
    }
}
