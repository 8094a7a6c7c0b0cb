package io.elemental.seedimage.local;

import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.local.common.Await;
import io.elemental.seedimage.local.common.DataFile;
import io.elemental.seedimage.local.common.StepFailedException;
import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.local.processes.Checkout;
import io.elemental.seedimage.local.processes.Endpoint;
import io.elemental.seedimage.local.processes.LocalPort;
import io.elemental.seedimage.local.processes.ProcessBaseBuilds;
import io.elemental.seedimage.local.store.LocalStore;
import io.elemental.seedimage.local.store.UploadBase;
import io.elemental.seedimage.reconcile.Granting;
import io.elemental.seedimage.reconcile.ReconcileSeedImage;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.reconcile.settings.SourceRules;
import io.elemental.seedimage.registration.token.RegistrationKeys;
import io.elemental.seedimage.registration.token.RegistrationTokens;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.SeedImagePaths;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.NamedObjects;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.testing.InMemoryRegistrations;
import io.elemental.seedimage.testing.InMemorySeedImages;
import io.elemental.seedimage.testing.SeedImageBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Images of one base in a store, each of a registration of its own, made as the reconciler and its builder do. */
final class BenchImages implements AutoCloseable {

    private static final String NAMESPACE = "bench";
    private static final String BUILDER_LIMIT = "2g"; // of the pods, as in knative/base
    private static final Duration BASE_LIMIT = Duration.ofMinutes(10);

    private final Path folder;
    private final LocalStore store;
    private final CountedReads objects;
    private final String source;
    private final ProcessBaseBuilds builds;
    private final ReconcileSeedImage reconcile;
    private final InMemorySeedImages seedImages = new InMemorySeedImages();
    private final InMemoryRegistrations registrations = new InMemoryRegistrations();
    private final String key = RegistrationKeys.generate();
    private final URI publicUrl = URI.create("http://127.0.0.1:" + LocalPort.choose(Optional.of(0)));

    /** @param iso the base, which is uploaded */
    BenchImages(Path folder, LocalStore store, Path iso, Terminal terminal) {
        this.folder = folder;
        this.store = store;
        var checkout = Checkout.find();
        var builder =
                checkout.program("base-builder", ImageOptions.inPod(checkout.home(), "base-builder", BUILDER_LIMIT));
        objects = new CountedReads(store.store().objects());
        source = new UploadBase(
                        store.store().objects(),
                        store.store().uploads(),
                        store.address().bucket())
                .upload(NAMESPACE, iso);
        builds = new ProcessBaseBuilds(folder.resolve("builds"), builder, terminal, _ -> {});
        reconcile = new ReconcileSeedImage(
                seedImages,
                registrations,
                builds,
                objects,
                store.store().uploads(),
                Granting.atOwnRisk(store.grants().links(), NamedObjects.NONE),
                new ReconcileSettings(publicUrl, store.address().bucket(), true, SourceRules.PUBLIC),
                InstantSource.system());
    }

    static ResourceRef registration(String name) {
        return new ResourceRef(NAMESPACE, name);
    }

    /** How many bytes of ranges the reconciler asked for. */
    CountedReads objects() {
        return objects;
    }

    /** Writes registration and SeedImage down, as a user does. */
    void put(String registration, Delivery delivery, String change) {
        var ref = registration(registration);
        var uri = publicUrl.resolve(SeedImagePaths.ofRegistration(ref)).toString();
        registrations.put(new Registration(
                ref,
                "uid-of-" + registration,
                true,
                uri,
                null,
                RegistrationTokens.sign(key, uri, null, Instant.now()),
                null,
                Map.of("workDir", "/oem/elemental/agent", "hostname", Map.of("prefix", change)),
                Optional.of(key)));
        seedImages.put(new SeedImageBuilder(seedImage(ref), registration, delivery == Delivery.PROXY ? 1 : 2)
                .registration(registration)
                .baseImage(source)
                .minutes(0)
                .size(6L << 30)
                .delivery(delivery)
                .build());
    }

    void reconcile(String registration) {
        reconcile.reconcile(seedImage(registration(registration)));
    }

    /** Comes back when the image is served in the way that was asked for. */
    void await(String registration) {
        var _ = Await.until(BASE_LIMIT, () -> {
                    reconcile(registration);
                    return catalog(registration)
                            .filter(entry -> entry.state() == SeedImageState.COMPLETED)
                            .filter(entry -> entry.delivery() == Delivery.PROXY
                                    || ready(registration).composed());
                })
                .orElseThrow(() -> new StepFailedException("no image after " + BASE_LIMIT));
    }

    CatalogVariant.Ready ready(String registration) {
        return catalog(registration).orElseThrow().variants().getFirst().ready().orElseThrow();
    }

    /** With a file that holds the token. */
    Endpoint endpoint(String registration) {
        var ref = registration(registration);
        var header = folder.resolve(registration + ".header");
        DataFile.writeSecret(
                header,
                Endpoint.headerLine(registrations.find(ref).orElseThrow().token()));
        return Endpoint.of(publicUrl, ref, seedImage(ref).name(), header);
    }

    @Override
    public void close() {
        builds.close();
    }

    private static ResourceRef seedImage(ResourceRef registration) {
        return registration.sibling("seed-of-" + registration.name());
    }

    private Optional<CatalogEntry> catalog(String registration) {
        var ref = registration(registration);
        return new StoredCatalog(store.store().objects())
                .seedImage(ref, seedImage(ref).name())
                .map(found -> found.value());
    }
}
