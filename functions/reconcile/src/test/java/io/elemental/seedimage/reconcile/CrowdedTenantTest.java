package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.elemental.seedimage.reconcile.common.BackgroundTask;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.NamedObjects;
import io.elemental.seedimage.rules.cluster.SeedImages;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SeedImages that take long keep nobody of another namespace waiting. */
class CrowdedTenantTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MIB = 1024 * 1024;

    private final World world = World.completed();
    private final SeedImages slow = (SeedImages)
            Proxy.newProxyInstance(SeedImages.class.getClassLoader(), new Class<?>[] {SeedImages.class}, this::call);
    private final ConcurrentLinkedQueue<ResourceRef> found = new ConcurrentLinkedQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void end() {
        over.countDown();
    }

    @Test
    void honestEventsAreDoneAtOnceBesideFortySlowOnes() {
        var follow = follow();
        var outcomes = new ConcurrentLinkedQueue<Outcome>();
        var crowd = IntStream.range(0, 40)
                .mapToObj(n -> start(follow, new ResourceRef("crowd", "n-" + n), outcomes))
                .toList();
        await().atMost(LIMIT).until(() -> crowd.stream().allMatch(CrowdedTenantTest::waits));

        assertThat(done(follow, new Change.SeedImageChanged(World.SEED))).isTrue();
        assertThat(done(follow, new Change.RegistrationChanged(World.RACK))).isTrue();
        assertThat(done(follow, new Change.BaseBuildChanged(world.build(1)))).isTrue();

        assertThat(outcomes).isEmpty();
        over.countDown();
        await().atMost(LIMIT).until(() -> outcomes.size() == 40);
        assertThat(outcomes).containsOnly(Outcome.DONE);
    }

    /** Three places are taken, and one composes in the fourth for as long as it may. */
    @Test
    void oneSeedImageGivesItsPlaceToOthersBetweenShares() {
        var composed = composes();
        var follow = follow();
        var crowd = List.of(new ResourceRef("crowd", "a"), new ResourceRef("crowd", "b"), new ResourceRef("slow", "c"));
        var outcomes = new ConcurrentLinkedQueue<Outcome>();
        var holding = crowd.stream().map(ref -> start(follow, ref, outcomes)).toList();
        await().atMost(LIMIT).until(() -> holding.stream().allMatch(CrowdedTenantTest::waits));
        var honest = new ResourceRef("honest", "seed");
        var partsBefore = new ArrayList<Integer>();
        world.store.beforeWrite(() -> {
            if (isPart(world.store.writes().getLast())) {
                if (parts() == 1) {
                    var waiting = start(follow, honest, outcomes);
                    await().atMost(LIMIT).until(() -> waits(waiting));
                }
                partsBefore.add(found.contains(honest) ? 1 : 0);
                world.clock.forward(Duration.ofSeconds(20));
            }
        });

        ScopedValue.where(BackgroundTask.EXECUTOR, Runnable::run)
                .run(() -> assertThat(follow.follow(new Change.SeedImageChanged(composed)))
                        .isEqualTo(Outcome.DONE));

        assertThat(partsBefore).as("whether the other one had its turn").containsExactly(0, 1, 1);
    }

    /** A SeedImage whose image is composed of three parts. */
    private ResourceRef composes() {
        var ref = World.SEED.sibling("composed");
        world.builder.front = 25 * MIB;
        world.builder.tail = 12 * MIB;
        world.seedImages.put(World.like(World.seedImage(ref, "uid-2", 1))
                .baseImage("https://mirror.example/large.iso")
                .delivery(Delivery.REDIRECT)
                .build());
        world.reconciler.reconcile(ref);
        world.builds.unfinished().forEach(build -> world.builder.prepare(build.build()));
        return ref;
    }

    private long parts() {
        return world.store.writes().stream().filter(CrowdedTenantTest::isPart).count();
    }

    private static boolean isPart(String write) {
        return write.matches("(copy|part) images/.*");
    }

    private FollowChange follow() {
        var reconciler = new ReconcileSeedImage(
                slow,
                world.registrations,
                world.builds,
                world.store,
                world.store,
                new Granting(world.memory, world.trial, NamedObjects.NONE),
                world.settings,
                world.clock);
        return new FollowChange(reconciler, slow, world.builds, world.settings, world.clock);
    }

    private static Thread start(FollowChange follow, ResourceRef ref, ConcurrentLinkedQueue<Outcome> outcomes) {
        return Thread.startVirtualThread(() -> outcomes.add(follow.follow(new Change.SeedImageChanged(ref))));
    }

    /** Done at the first delivery, long before any of the crowd is. */
    private static boolean done(FollowChange follow, Change change) {
        var outcomes = new ConcurrentLinkedQueue<Outcome>();
        Thread.startVirtualThread(() -> outcomes.add(follow.follow(change)));
        await().atMost(LIMIT).until(() -> !outcomes.isEmpty());
        return outcomes.contains(Outcome.DONE);
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private @Nullable Object call(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("find")) {
            var ref = (ResourceRef) Objects.requireNonNull(Objects.requireNonNull(arguments)[0]);
            found.add(ref);
            if (ref.namespace().equals("crowd") || ref.namespace().equals("slow")) {
                over.await();
            }
        }
        return method.invoke(world.seedImages, arguments);
    }
}
