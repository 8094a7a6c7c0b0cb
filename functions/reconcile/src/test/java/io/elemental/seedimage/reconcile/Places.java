package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.reconcile.settings.BuildLimits;
import io.elemental.seedimage.reconcile.settings.BuildRetries;
import io.elemental.seedimage.reconcile.settings.NamespaceQuota;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.reconcile.settings.SourceRules;
import io.elemental.seedimage.reconcile.settings.SweepSettings;
import io.elemental.seedimage.reconcile.settings.Timing;
import io.elemental.seedimage.reconcile.sweep.Sweep;
import io.elemental.seedimage.registration.token.RegistrationEntries;
import io.elemental.seedimage.registration.token.RegistrationKeys;
import io.elemental.seedimage.registration.token.RegistrationTokens;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.NamedObjects;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.Registrations;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Where a history takes place: two reconcilers at one site that know nothing of each other. */
final class Places {

    static final List<String> KEYS = List.of(RegistrationKeys.generate(), RegistrationKeys.generate());
    static final List<ResourceRef> REGISTRATIONS = List.of(
            new ResourceRef("fleet", "rack"), new ResourceRef("fleet", "shelf"), new ResourceRef("lab", "rack"));
    /** So few that builds have to wait, of the first two registrations' namespace above all. */
    static final BuildLimits LIMITS = new BuildLimits(World.SIZE, 2, 1);

    private static final String URI_START = "https://seeds.example/elemental/v1/namespaces/";
    private static final List<String> TOKENS = KEYS.stream()
            .map(key -> RegistrationTokens.sign(key, URI_START, null, Instant.parse("2026-11-01T00:00:00Z")))
            .toList();

    /** Which changes of a registration gave it this hash. */
    final Map<String, NavigableSet<Integer>> versions = new HashMap<>();

    final SettableClock clock;
    final Site site;
    final ActingBuilder builder;
    final Watch watch;
    final Interference interference;
    final ReconcileSettings settings;
    final SweepSettings sweepSettings =
            new SweepSettings(Duration.ofSeconds(45), Duration.ofHours(1), Duration.ofDays(7), 0, Duration.ZERO);
    final List<FollowChange> reconcilers;
    final List<Sweep> sweeps;

    private int changes;

    Places(SettableClock clock, Site site, boolean storeIsPublic) {
        this.clock = clock;
        this.site = site;
        builder = new ActingBuilder(site.workshop());
        watch = new Watch(site.store(), clock, versions);
        interference = new Interference(watch::look);
        builder.front = 200;
        builder.tail = 100;
        settings = new ReconcileSettings(
                URI.create("https://seeds.example/"),
                "seedimages",
                storeIsPublic,
                SourceRules.PUBLIC,
                Map.of("agent", 4096, "cloud-config", 512),
                Timing.DEFAULT,
                LIMITS,
                BuildRetries.DEFAULT,
                NamespaceQuota.NONE);
        var parts = List.of(parts(), parts());
        reconcilers = parts.stream().map(Parts::follow).toList();
        sweeps = parts.stream().map(Parts::sweep).toList();
    }

    private record Parts(FollowChange follow, Sweep sweep) {}

    private Parts parts() {
        var seeds = interference.on(SeedImages.class, site.seedImages());
        var registered = interference.on(Registrations.class, site.registrations());
        var jobs = interference.on(BaseBuilds.class, site.builds());
        var objects = interference.on(ObjectStore.class, site.store());
        var uploads = interference.on(MultipartUploads.class, site.uploads());
        var reconcile = new ReconcileSeedImage(
                seeds,
                registered,
                jobs,
                objects,
                uploads,
                Granting.atOwnRisk(site.links(), NamedObjects.NONE),
                settings,
                clock);
        return new Parts(
                new FollowChange(reconcile, seeds, jobs, settings, clock),
                new Sweep(reconcile, seeds, jobs, objects, uploads, settings, sweepSettings, "test", clock));
    }

    /** Makes or changes a registration, perhaps into what it was before. */
    void register(ResourceRef ref, int key, int content, boolean frozen, boolean keyMissing, boolean ready) {
        changes++;
        var uri = URI_START + ref.namespace() + "/registrations/" + ref.name();
        var registration = new Registration(
                ref,
                "uid-" + ref,
                ready,
                uri,
                null,
                frozen ? "disabled" : TOKENS.get(key),
                null,
                Map.of("workDir", "/oem/" + content, "useSystemCertPool", true),
                keyMissing ? Optional.empty() : Optional.of(KEYS.get(key)));
        watch.registered(ref, KEYS.get(key));
        site.register(registration);
        var found = site.registrations().find(ref).orElseThrow(); // with the defaults of the API server
        versions.computeIfAbsent(RegistrationEntries.of(found, clock.instant()).hash(), _ -> new TreeSet<>())
                .add(changes);
    }
}
