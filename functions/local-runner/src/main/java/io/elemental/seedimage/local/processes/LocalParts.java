package io.elemental.seedimage.local.processes;

import io.elemental.seedimage.local.common.Options;
import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.local.manifests.ResourceSource;
import io.elemental.seedimage.local.store.LocalStore;
import io.elemental.seedimage.reconcile.Granting;
import io.elemental.seedimage.reconcile.ReconcileSeedImage;
import io.elemental.seedimage.reconcile.common.KnownStore;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.reconcile.settings.SourceRules;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.base.RegistryRules;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.proxy.AllowedProxies;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** All parts of an installation, on one machine: started one after the other, ended in the opposite order. */
public final class LocalParts implements AutoCloseable {

    private static final Duration STORE_CHECK_AFTER = Duration.ofDays(1);

    private final RunningParts parts;
    private final Terminal terminal;
    private final Path data;
    private final URI publicUrl;
    private final LocalStore store;
    private final Checkout checkout;
    private final SourceRules sources;

    private LocalParts(
            RunningParts parts,
            Terminal terminal,
            Path data,
            URI publicUrl,
            LocalStore store,
            Checkout checkout,
            SourceRules sources) {
        this.parts = parts;
        this.terminal = terminal;
        this.data = data;
        this.publicUrl = publicUrl;
        this.store = store;
        this.checkout = checkout;
        this.sources = sources;
    }

    /** Opens the store; nothing is served yet. */
    public static LocalParts open(
            Options options, Checkout checkout, Map<String, String> environment, Terminal terminal) {
        var data = options.data(checkout.home()).toAbsolutePath();
        var sources = SourceRules.local(
                AllowedProxies.fromEnvironment(environment),
                RegistryRules.fromEnvironment(environment).with(DockerLogin.of(environment, terminal)));
        var parts = new RunningParts(terminal);
        try {
            parts.add(DataLock.take(data)::close);
            LibraryLog.to(data.resolve("run-local.log"));
            var store = LocalStore.open(options, data, environment);
            parts.add(store::close);
            var publicUrl = URI.create("http://127.0.0.1:" + LocalPort.choose(options.port()));
            return new LocalParts(parts, terminal, data, publicUrl, store, checkout, sources);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    public Path data() {
        return data;
    }

    public URI publicUrl() {
        return publicUrl;
    }

    public LocalStore store() {
        return store;
    }

    /** Starts the download function and comes back when it answers. */
    public void serve() {
        var download = new DownloadProcess(
                checkout.program("download-function"),
                store.address().environment(),
                publicUrl.getPort(),
                data.resolve("download"),
                terminal);
        parts.add(download::close);
        download.start();
        download.awaitAnswers();
    }

    /** Begins to look at what is wished for, now and whenever it changes. */
    public void reconcile(ResourceSource resources, Options options) {
        parts.add(resources::close);
        var registrations = resources.registrations();
        var recipes = new Recipes(publicUrl, data, registrations, terminal);
        var seedImages = new AnnouncedSeedImages(
                resources.seedImages(), terminal, seedImage -> sayRecipe(options, recipes, seedImage));
        var known = new KnownStore(store.store().trial(), STORE_CHECK_AFTER, InstantSource.system());
        var check = new CheckStore(known, terminal);
        var reconciling = new Reconciling(
                () -> {
                    check.ifDue();
                    return resources.look();
                },
                terminal,
                InstantSource.system());
        var builds = new ProcessBaseBuilds(
                data.resolve("builds"), checkout.program("base-builder"), terminal, _ -> reconciling.look());
        var useCase = new ReconcileSeedImage(
                seedImages,
                registrations,
                builds,
                store.store().objects(),
                store.store().uploads(),
                Granting.atOwnRisk( // one key does everything here, as --help says
                        store.grants().links(), resources.namedObjects()),
                new ReconcileSettings(publicUrl, store.address().bucket(), true, sources),
                InstantSource.system(),
                known,
                _ -> {});
        parts.add(builds::close);
        parts.add(reconciling::close);
        resources.watch(reconciling::look);
        reconciling.start(ref -> look(ref, useCase, resources));
    }

    private static void sayRecipe(Options options, Recipes recipes, SeedImage seedImage) {
        if (!options.once()) {
            recipes.say(seedImage);
        }
    }

    private static Optional<Instant> look(ResourceRef ref, ReconcileSeedImage useCase, ResourceSource resources) {
        var again = useCase.reconcile(ref);
        if (again.isEmpty()) {
            resources.settled(ref);
        }
        return again;
    }

    @Override
    public void close() {
        parts.close();
    }
}
