package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.BuildState;
import io.elemental.seedimage.rules.cluster.ClusterUnavailableException;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.testing.SeedImageBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One sequence of things that happen to an installation, the same for the same seed. */
final class History {

    private static final List<Duration> TIMES = List.of(
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(11),
            Duration.ofHours(2),
            Duration.ofDays(1),
            Duration.ofDays(8));

    final Places places;
    private final Random random;
    private final Specs specs;
    private final List<Change> events = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private int uids;

    History(long seed, SettableClock clock, Site site) {
        random = new Random(seed);
        specs = new Specs(random);
        places = new Places(clock, site, random.nextBoolean());
    }

    void run() {
        Places.REGISTRATIONS.forEach(this::registers);
        var length = 10 + random.nextInt(30);
        for (var step = 0; step < length; step++) {
            step();
        }
    }

    /** Everything that happened so far, a line each. */
    String told() {
        return String.join("\n", told);
    }

    private void step() {
        switch (random.nextInt(22)) {
            case 0 -> timePasses();
            case 1, 2 -> sweeps();
            case 3, 4, 5, 6, 7 -> happens();
            case 8, 9, 10 -> buildEnds();
            case 11, 12 -> meets();
            default -> delivers(random.nextInt(2), true);
        }
    }

    /** Something that people do. */
    private void happens() {
        var seed = List.of("a", "b", "c", "twin").get(random.nextInt(4));
        var registration = Places.REGISTRATIONS.get(random.nextInt(3));
        var ref = registration.sibling(seed);
        switch (random.nextInt(10)) {
            case 0 -> {
                places.site.unregister(registration);
                event(new Change.RegistrationChanged(registration), "deleted");
            }
            case 1, 2 -> registers(registration);
            case 3 -> {
                places.site.delete(ref);
                event(new Change.SeedImageChanged(ref), "deleted");
                if (random.nextBoolean()) {
                    creates(ref, registration);
                }
            }
            case 4 -> changes(ref, seedImage -> World.like(seedImage).retrigger(true));
            case 5 -> marks(ref);
            default -> {
                if (places.site.seedImages().find(ref).isEmpty()) {
                    creates(ref, registration);
                } else {
                    changes(ref, specs::changed);
                }
            }
        }
    }

    private void creates(ResourceRef ref, ResourceRef registration) {
        var created = specs.fresh(ref, "uid-" + ++uids, registration.name(), places.clock.instant());
        places.site.create(created);
        event(new Change.SeedImageChanged(ref), "created for " + registration.name());
    }

    private void meets() {
        var meeting = new Meetings(places, random, told);
        if (random.nextBoolean()) {
            meeting.twins("uid-" + ++uids, this::timePasses);
        } else if (!running().isEmpty()) {
            var build = running().get(random.nextInt(running().size()));
            meeting.endSeenTwice(build, () -> event(new Change.BaseBuildChanged(build), end(build)));
        }
    }

    private interface SpecChange {

        SeedImageBuilder of(SeedImage seedImage);
    }

    private void changes(ResourceRef ref, SpecChange change) {
        places.site.change(ref, seedImage -> change.of(seedImage).build());
        event(new Change.SeedImageChanged(ref), "changed");
    }

    /** Annotations are not part of the spec: the generation stays. */
    private void marks(ResourceRef ref) {
        var mark = "mark-" + random.nextInt(100);
        places.site.mark(ref, mark);
        event(new Change.SeedImageChanged(ref), mark);
    }

    private void registers(ResourceRef registration) {
        var kind = random.nextInt(8);
        places.register(registration, key(), random.nextInt(3), kind == 0, kind == 1, kind != 2);
        event(new Change.RegistrationChanged(registration), "registered");
    }

    /** Mostly the same one: most troubles of a registration are over without another key. */
    private int key() {
        return random.nextInt(4) == 0 ? 1 : 0;
    }

    private void buildEnds() {
        var running = running();
        if (!running.isEmpty()) {
            var build = running.get(random.nextInt(running.size()));
            event(new Change.BaseBuildChanged(build), end(build));
        }
    }

    /** How it ends, in a word. */
    private String end(String build) {
        return switch (random.nextInt(7)) {
            case 0 -> {
                places.builder.fail(build, "It is no ISO.");
                yield "failed";
            }
            case 1 -> {
                places.site.workshop().end(build, new BuildState.Succeeded());
                yield "ended without a result";
            }
            case 2 -> {
                places.site.builds().remove(build);
                yield "removed";
            }
            case 3 -> {
                places.builder.unchanged(build);
                yield "ended unchanged";
            }
            default -> {
                places.builder.prepare(build);
                yield "ended";
            }
        };
    }

    List<String> running() {
        return places.site.builds().all().stream()
                .filter(build -> places.site.builds().stateOf(build) instanceof BuildState.Running)
                .toList();
    }

    private void timePasses() {
        var time = TIMES.get(random.nextInt(TIMES.size()));
        told.add("time: " + time);
        places.clock.forward(time);
    }

    /** An event is delivered, late, doubled or never, and something may go wrong meanwhile. */
    private void delivers(int reconciler, boolean disturbed) {
        if (events.isEmpty()) {
            return;
        }
        var index = random.nextInt(events.size());
        var event = random.nextInt(5) == 0 ? events.get(index) : events.remove(index);
        if (random.nextInt(8) == 0) {
            told.add("lost: " + event);
            return;
        }
        told.add("reconciler %s: %s".formatted(reconciler, event));
        if (disturbed) {
            guarded(() -> places.reconcilers.get(reconciler).follow(event), reconciler);
        } else {
            var _ = places.reconcilers.get(reconciler).follow(event);
        }
    }

    private void sweeps() {
        var reconciler = random.nextInt(2);
        told.add("sweep " + reconciler);
        guarded(() -> places.sweeps.get(reconciler).slice(), reconciler);
    }

    private void guarded(Runnable work, int reconciler) {
        disturb(reconciler);
        try {
            work.run();
        } catch (Interference.Crash | StoreUnavailableException | ClusterUnavailableException e) {
            told.add("  " + e.getMessage());
        } finally {
            places.interference.none();
        }
    }

    private void disturb(int reconciler) {
        var call = 1 + random.nextInt(30);
        var after = random.nextBoolean();
        switch (random.nextInt(8)) {
            case 0 -> places.interference.crashAt(call, after);
            case 1 -> places.interference.failAt(call, after, () -> new StoreUnavailableException("no store"));
            case 2 -> places.interference.failAt(call, after, () -> new ClusterUnavailableException("no cluster"));
            case 3 -> places.interference.at(call, after, () -> delivers(1 - reconciler, false));
            case 4 -> places.interference.at(call, after, this::happens);
            case 5 -> places.interference.at(call, after, this::buildEnds);
            default -> places.interference.none();
        }
    }

    private void event(Change change, String what) {
        told.add("%s: %s".formatted(change, what));
        events.add(change);
    }
}
