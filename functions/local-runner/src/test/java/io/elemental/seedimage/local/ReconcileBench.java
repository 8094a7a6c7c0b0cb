package io.elemental.seedimage.local;

import io.elemental.seedimage.cluster.KubernetesRegistrations;
import io.elemental.seedimage.cluster.KubernetesSeedImages;
import io.elemental.seedimage.cluster.RealApiServer;
import io.elemental.seedimage.local.common.Folders;
import io.elemental.seedimage.local.common.Options;
import io.elemental.seedimage.local.store.LocalStore;
import io.elemental.seedimage.local.store.PlantedBase;
import io.elemental.seedimage.reconcile.Change;
import io.elemental.seedimage.reconcile.FollowChange;
import io.elemental.seedimage.reconcile.Granting;
import io.elemental.seedimage.reconcile.ReconcileSeedImage;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.reconcile.settings.SourceRules;
import io.elemental.seedimage.reconcile.settings.SweepSettings;
import io.elemental.seedimage.reconcile.sweep.Sweep;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.NamedObjects;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.testing.InMemoryBaseBuilds;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Measures events and sweeps at a real API server and a real MinIO. Started by {@code scripts/bench}. */
final class ReconcileBench {

    private static final SweepSettings AGAIN_AT_ONCE =
            new SweepSettings(Duration.ofSeconds(45), Duration.ofHours(1), Duration.ofDays(7), 0, Duration.ZERO);
    private static final int EVENTS = 100;
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 5;
    private static final int EXPIRING = 1000;
    private static final double NANOS = 1e9;
    private static final double MIB = 1024.0 * 1024;

    private final Calls calls;
    private final BenchFleet fleet;
    private final FollowChange follow;
    private final Sweep sweep;
    private volatile Duration ahead = Duration.ZERO;

    private ReconcileBench(KubernetesClient client, BenchFleet fleet, LocalStore store, Calls calls) {
        this.calls = calls;
        this.fleet = fleet;
        InstantSource clock = () -> Instant.now().plus(ahead);
        var seedImages = new KubernetesSeedImages(client, clock);
        var builds = new InMemoryBaseBuilds();
        var objects = calls.counted(ObjectStore.class, store.store().objects());
        var uploads = calls.counted(MultipartUploads.class, store.store().uploads());
        var settings = new ReconcileSettings(
                URI.create("https://seeds.test"), store.address().bucket(), false, SourceRules.PUBLIC);
        var reconcile = new ReconcileSeedImage(
                seedImages,
                new KubernetesRegistrations(client),
                builds,
                objects,
                uploads,
                Granting.atOwnRisk(store.grants().links(), NamedObjects.NONE),
                settings,
                clock);
        follow = new FollowChange(reconcile, seedImages, builds, settings, clock);
        sweep = new Sweep(reconcile, seedImages, builds, objects, uploads, settings, AGAIN_AT_ONCE, "bench", clock);
    }

    public static void main(String[] args) {
        var folder = Path.of(args[0]).resolve("reconcile-data");
        var largest = Integer.parseInt(args[1]);
        var server = RealApiServer.orSkip();
        var calls = new Calls();
        try (var store = open("SEEDIMAGE_S3_ENDPOINT", folder);
                var tls = open("SEEDIMAGE_TLS_S3_ENDPOINT", folder);
                var client = new KubernetesClientBuilder()
                        .withConfig(server.config().build())
                        .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("calls", calls))
                        .build()) {
            var plain = on(client, server, store, calls);
            plain.eventsBeside(on(client, server, tls, calls));
            plain.sweeps(largest);
        } finally {
            Folders.remove(folder);
        }
        System.exit(0);
    }

    private static LocalStore open(String endpoint, Path folder) {
        var options = Options.parse("--s3", System.getenv(endpoint), "--bucket", "bench");
        return LocalStore.open(options, Folders.create(folder), System.getenv());
    }

    private static ReconcileBench on(KubernetesClient client, RealApiServer server, LocalStore store, Calls calls) {
        PlantedBase.plant(store.store().objects(), BenchFleet.BASE);
        return new ReconcileBench(client, new BenchFleet(server), store, calls);
    }

    /** One round each in turns, so that whatever else the machine does meets both. */
    private void eventsBeside(ReconcileBench tls) {
        var first = fleet.grow(EVENTS);
        var others = tls.fleet.grow(EVENTS);
        say("| what | per second | calls per event |");
        say("|---|---|---|");
        events("cold: the first look at a SeedImage", first);
        tls.follow(others);
        var plainly = new ArrayList<Double>();
        var secured = new ArrayList<Double>();
        for (var round = 0; round < WARM_UP + ROUNDS; round++) {
            plainly.add(change(first, round));
            secured.add(tls.change(others, round));
        }
        first.forEach(ref -> fleet.change(ref, "changed"));
        events("warm: a changed cloud-config", first);
        events("no-op: an event that was heard before", first);
        tls.fleet.disband();
        say("");
        var rates = Stream.of(plainly, secured)
                .map(all -> BenchReport.median(all.subList(WARM_UP, all.size())))
                .toList();
        say(String.format(
                Locale.ROOT,
                "A changed cloud-config, in turns: %.1f per second with an http store, %.1f with an https store; ratio %.2f.",
                rates.getFirst(),
                rates.getLast(),
                rates.getLast() / rates.getFirst()));
    }

    private void sweeps(int largest) {
        say("");
        say("| SeedImages | sweep at rest, s | per SeedImage, ms | calls per SeedImage | live heap, MiB |");
        say("|---|---|---|---|---|");
        for (var size = EVENTS; size <= largest; size *= 10) {
            var _ = fleet.grow(size);
            sweepAll(); // which makes all their images
            sweepAtRest(size);
        }
        expireAtOnce(largest);
    }

    /** How many expire is no matter to each of them: the calls per event are the same. */
    private void expireAtOnce(int largest) {
        var more = fleet.grow(largest + EVENTS + EXPIRING);
        more.forEach(ref -> follow.follow(new Change.SeedImageChanged(ref)));
        ahead = Duration.ofHours(2);
        say("");
        say("| what | per second | calls per event |");
        say("|---|---|---|");
        events("%s expire at once".formatted(EVENTS), more.subList(0, EVENTS));
        events("%s expire at once".formatted(EXPIRING), more.subList(EVENTS, EVENTS + EXPIRING));
    }

    private void events(String what, List<ResourceRef> refs) {
        calls.forget();
        var rate = follow(refs);
        say(String.format(Locale.ROOT, "| %s | %.0f | %s |", what, rate, calls.since(refs.size())));
    }

    private double change(List<ResourceRef> refs, int round) {
        refs.forEach(ref -> fleet.change(ref, "round-" + round));
        return follow(refs);
    }

    /** Follows a change of each, and returns how many it were a second. */
    private double follow(List<ResourceRef> refs) {
        var start = System.nanoTime();
        refs.forEach(ref -> follow.follow(new Change.SeedImageChanged(ref)));
        return refs.size() / ((System.nanoTime() - start) / NANOS);
    }

    private void sweepAtRest(int size) {
        calls.forget();
        try (var heap = LiveHeap.watch()) {
            var start = System.nanoTime();
            sweepAll();
            var seconds = (System.nanoTime() - start) / NANOS;
            say(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.2f | %s | %.0f |",
                    size,
                    seconds,
                    seconds * 1000 / size,
                    calls.since(size),
                    heap.most() / MIB));
        }
    }

    private void sweepAll() {
        while (sweep.slice() == Outcome.LEFT_OVER) {
            // the next slice goes on
        }
    }

    private static void say(String line) {
        System.out.println(String.format(Locale.ROOT, "%s", line));
    }
}
