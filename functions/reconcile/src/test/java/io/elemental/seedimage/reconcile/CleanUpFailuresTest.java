package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredInstallation;
import io.elemental.seedimage.format.SweepDocument;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.reconcile.settings.SweepSettings;
import io.elemental.seedimage.reconcile.sweep.Sweep;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What goes wrong while it is cleaned up after one SeedImage keeps no other from being looked at. */
class CleanUpFailuresTest {

    private static final ResourceRef SHELF = World.RACK.sibling("shelf");
    private static final List<ResourceRef> OTHERS = List.of(World.SEED.sibling("a"), World.SEED.sibling("b"));

    private final World world = World.completed();

    /** SeedImages that had another registration once, and whose status the API server refuses now. */
    @Test
    void tombstonesOfOneTenantStopNobodysSweep() {
        create(World.RACK);
        OTHERS.forEach(ref -> world.seedImages.change(
                ref, seed -> World.like(seed).registration("shelf").build()));
        OTHERS.forEach(world.reconciler::reconcile);
        var refused = new RefusedStatuses(world.seedImages, OTHERS);
        var sweep = sweep(world.reconciler(refused, world.builds), refused);
        world.clock.forward(Duration.ofHours(1));

        for (var slices = 0; slices < 3; slices++) {
            assertThat(sweep.slice()).isEqualTo(Outcome.DONE);
            assertThat(world.registrationEntry().checkedAt()).isEqualTo(world.clock.instant());
            world.clock.forward(Duration.ofMinutes(6));
        }

        assertThat(OTHERS)
                .allMatch(ref -> world.catalog.seedImage(World.RACK, ref.name()).isEmpty());
        assertThat(world.ownFailures).containsOnly("ClusterRefusedException");
    }

    @Test
    void whoeverIsOvertakenByAnotherGoesOn() {
        create(World.RACK);
        OTHERS.forEach(world.seedImages::remove);
        var once = new AtomicBoolean(true);
        world.store.beforeWrite(() -> {
            if (world.store.writes().getLast().endsWith("/a/entry.json") && once.getAndSet(false)) {
                world.reconciler().reconcile(OTHERS.getFirst());
            }
        });

        assertThat(sweep().slice()).isEqualTo(Outcome.DONE);

        assertThat(OTHERS).allMatch(ref -> world.entry(ref).withdrawnAt() != null);
        assertThat(world.ownFailures).containsExactly("OvertakenException");
    }

    @Test
    void whatFailsAltogetherFailsWhenAllWereLookedAt() {
        world.store.leaveUnanswered("list images/"::equals);
        var sweep = sweep();

        for (var slices = 0; slices < 3; slices++) {
            world.clock.forward(Duration.ofMinutes(6));
            assertThatThrownBy(sweep::slice).isInstanceOf(StoreUnavailableException.class);
            assertThat(world.registrationEntry().checkedAt()).isEqualTo(world.clock.instant());
        }
    }

    /** One that begins with cleaning up, since the slice before had looked at all. */
    @Test
    void whoeverDiesOfItLetsTheNextLookAtAllFirst() {
        var at = world.clock.instant();
        new StoredInstallation(world.memory)
                .put(new SweepDocument("fleet/seed", true, "one", at, at), new Precondition.None());
        var dead = new AtomicBoolean();
        world.store.leaveUnanswered(
                call -> dead.get() || (call.equals("list images/") && dead.compareAndSet(false, true)));
        assertThatThrownBy(sweep()::slice).isInstanceOf(StoreUnavailableException.class);
        world.store.leaveUnanswered("list images/"::equals);

        world.clock.forward(Duration.ofMinutes(6));
        assertThatThrownBy(sweep()::slice).isInstanceOf(StoreUnavailableException.class);

        assertThat(world.registrationEntry().checkedAt()).isEqualTo(world.clock.instant());
    }

    @Test
    void whatAnUnreadableEntryMayPointAtStaysAndTheRestGoes() {
        world.registrations.put(shelf());
        create(SHELF);
        var onShelf = OTHERS.stream().map(this::identityOnShelf).toList();
        var onRack = world.identity();
        world.seedImages.remove(World.SEED);
        OTHERS.forEach(world.seedImages::remove);
        spoilEntry();

        for (var weeks = 0; weeks < 3; weeks++) {
            world.clock.forward(Duration.ofDays(7));
            assertThat(sweep().slice()).isEqualTo(Outcome.DONE);
        }

        assertThat(world.hasOverlay(onRack)).isTrue();
        assertThat(world.bases.manifest(world.build(1))).isPresent();
        assertThat(onShelf).noneMatch(world::hasOverlay);
        assertThat(world.ownFailures).containsOnly("UnreadableDocumentException");
    }

    @Test
    void whereOverlaysCannotBeReadEitherNothingTheyMayBeOfGoes() {
        world.seedImages.remove(World.SEED);
        var identity = world.identity();
        spoilEntry();
        world.memory.put(StoreKeys.overlay(identity), new byte[] {'x'}, new Precondition.None());

        for (var weeks = 0; weeks < 3; weeks++) {
            world.clock.forward(Duration.ofDays(7));
            assertThat(sweep().slice()).isEqualTo(Outcome.DONE);
        }

        assertThat(world.hasOverlay(identity)).isTrue();
        assertThat(world.bases.manifest(world.build(1))).isPresent();
    }

    private void create(ResourceRef registration) {
        OTHERS.forEach(ref -> world.seedImages.put(World.like(World.seedImage(ref, "uid-" + ref.name(), 1))
                .registration(registration.name())
                .build()));
        OTHERS.forEach(world.reconciler::reconcile);
    }

    private void spoilEntry() {
        world.memory.put(StoreKeys.entry(World.RACK, "seed"), new byte[] {'x'}, new Precondition.None());
    }

    private String identityOnShelf(ResourceRef ref) {
        return world.catalog.seedImage(SHELF, ref.name()).orElseThrow().value().variants().stream()
                .flatMap(image -> image.ready().stream())
                .map(CatalogVariant.Ready::identity)
                .map(Objects::requireNonNull)
                .findFirst()
                .orElseThrow();
    }

    private static Registration shelf() {
        var like = World.registration(World.KEY, "workdir");
        return new Registration(
                SHELF, "uid-shelf", true, like.uri(), null, like.token(), null, like.agent(), like.privateKeyPem());
    }

    private Sweep sweep() {
        return sweep(world.reconciler, world.seedImages);
    }

    private Sweep sweep(ReconcileSeedImage reconciler, SeedImages seedImages) {
        return new Sweep(
                reconciler,
                seedImages,
                world.builds,
                world.store,
                world.store,
                world.settings,
                new SweepSettings(Duration.ofSeconds(45), Duration.ofHours(1), Duration.ofDays(7), 0, Duration.ZERO),
                "one",
                world.clock);
    }
}
