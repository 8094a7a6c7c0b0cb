package io.elemental.seedimage.local;

import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.local.common.Await;
import io.elemental.seedimage.local.common.DataFile;
import io.elemental.seedimage.local.common.Folders;
import io.elemental.seedimage.local.common.Options;
import io.elemental.seedimage.local.common.StepFailedException;
import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.local.once.Tool;
import io.elemental.seedimage.local.processes.Checkout;
import io.elemental.seedimage.local.processes.Endpoint;
import io.elemental.seedimage.local.processes.JavaProgram;
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
import io.elemental.seedimage.testing.ElementalIso;
import io.elemental.seedimage.testing.InMemoryRegistrations;
import io.elemental.seedimage.testing.InMemorySeedImages;
import io.elemental.seedimage.testing.SeedImageBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Measures what this project is for: a second image of a base, and its download. Started by {@code scripts/bench}. */
final class ImageBench {

    private static final ResourceRef RACK = new ResourceRef("bench", "rack");
    private static final ResourceRef SEED = new ResourceRef("bench", "seed");
    private static final ResourceRef OTHER = new ResourceRef("bench", "other");
    private static final long PAYLOAD = 1_000_000_000L;
    private static final long EFI = 8L * 1024 * 1024;
    private static final Duration BASE_LIMIT = Duration.ofMinutes(10);
    private static final int COPIES = 3;
    private static final int CHANGES = 50;
    private static final int WARM_UP = 300;
    private static final String BUILDER_LIMIT = "2g"; // of the pods, as in knative/base
    private static final String DOWNLOAD_LIMIT = "480m";

    private final Path folder;
    private final String suffix;
    private final Terminal terminal = new Terminal(System.out);
    private final Checkout checkout = Checkout.find();
    private final LocalStore store;
    private final CountedReads objects;
    private final InMemorySeedImages seedImages = new InMemorySeedImages();
    private final InMemoryRegistrations registrations = new InMemoryRegistrations();
    private final String key = RegistrationKeys.generate();
    private final URI publicUrl = URI.create("http://127.0.0.1:" + LocalPort.choose(Optional.of(0)));

    /** @param suffix of the rows, which says what store it is */
    private ImageBench(Path folder, String suffix, LocalStore store) {
        this.folder = folder;
        this.suffix = suffix;
        this.store = store;
        this.objects = new CountedReads(store.store().objects());
    }

    public static void main(String[] args) {
        var report = new BenchReport("image");
        var reports = Path.of(args[0]);
        var folder = reports.resolve("image-data");
        var iso = folder.resolve("base.iso");
        Folders.remove(folder);
        try {
            System.out.printf(Locale.ROOT, "Making an ISO of %s bytes with an appended EFI partition.%n", PAYLOAD);
            ElementalIso.make(Folders.create(folder).resolve("base.iso"), PAYLOAD, EFI);
            measure(folder.resolve("plain"), "SEEDIMAGE_S3_ENDPOINT", "", iso, report);
            measure(folder.resolve("tls"), "SEEDIMAGE_TLS_S3_ENDPOINT", "-tls", iso, report);
        } finally {
            Folders.remove(folder);
        }
        report.write(reports);
        System.out.print("\n" + report.table());
        System.exit(0);
    }

    private static void measure(Path folder, String endpoint, String suffix, Path iso, BenchReport report) {
        var options = Options.parse("--s3", System.getenv(endpoint), "--bucket", "bench");
        try (var store = LocalStore.open(options, Folders.create(folder), System.getenv())) {
            new ImageBench(folder, suffix, store).run(iso, report);
        }
    }

    private void run(Path iso, BenchReport report) {
        var source = new UploadBase(
                        store.store().objects(),
                        store.store().uploads(),
                        store.address().bucket())
                .upload(SEED.namespace(), iso);
        try (var builds = new ProcessBaseBuilds(
                folder.resolve("builds"), program("base-builder", BUILDER_LIMIT), terminal, _ -> {})) {
            var reconcile = new ReconcileSeedImage(
                    seedImages,
                    registrations,
                    builds,
                    objects,
                    store.store().uploads(),
                    Granting.atOwnRisk(store.grants().links(), NamedObjects.NONE),
                    new ReconcileSettings(publicUrl, store.address().bucket(), true, SourceRules.PUBLIC),
                    InstantSource.system());
            var start = System.nanoTime();
            put(SEED, source, Delivery.PROXY, "first");
            await(reconcile, SEED);
            terminal.say(String.format(Locale.ROOT, "the base took %.0f ms", millisSince(start)));
            put(OTHER, source, Delivery.PROXY, "first");
            await(reconcile, OTHER);
            var warmingUp = changes(reconcile, OTHER, source, WARM_UP);
            terminal.say(String.format(
                    Locale.ROOT, "the first of %s changes to warm up took %.0f ms", WARM_UP, warmingUp.getFirst()));
            var ours = changes(reconcile, SEED, source, CHANGES);
            report.cost("overlay" + suffix, "ms", ours, copies(iso));
            put(SEED, source, Delivery.AUTO, "last");
            await(reconcile, SEED);
            downloads().run(suffix, report);
        }
    }

    /** What a user does without us, for every image: copy the ISO with two files in it, and compute its digest. */
    private List<Double> copies(Path iso) {
        var tool = new Tool(folder);
        DataFile.write(folder.resolve("agent.yaml"), "stages: {}\n");
        DataFile.write(folder.resolve("cloud-config.yaml"), "#cloud-config\n");
        var times = new ArrayList<Double>();
        for (var copy = 0; copy <= COPIES; copy++) {
            Folders.remove(folder.resolve("copy.iso"));
            var start = System.nanoTime();
            tool.must(
                    "xorriso",
                    "-indev",
                    iso.toString(),
                    "-outdev",
                    "copy.iso",
                    "-map",
                    "agent.yaml",
                    "/iso-config/90-elemental-agent.yaml",
                    "-map",
                    "cloud-config.yaml",
                    "/iso-config/cloud-config.yaml",
                    "-boot_image",
                    "any",
                    "replay");
            tool.must("sha256sum", "copy.iso");
            times.add(millisSince(start));
            terminal.say(
                    String.format(Locale.ROOT, "copy and digest with xorriso and sha256sum: %.0f ms", times.getLast()));
        }
        Folders.remove(folder.resolve("copy.iso"));
        return times.subList(1, times.size()); // the first one warmed the page cache
    }

    /** From the event of a changed registration to the catalog entry that serves the new image. */
    private List<Double> changes(ReconcileSeedImage reconcile, ResourceRef seedImage, String source, int count) {
        var times = new ArrayList<Double>();
        var tail = tail();
        new Tool(folder).must("sync"); // the base was written just now, and is not what is measured
        for (var change = 0; change < count; change++) {
            var before = entry(seedImage);
            put(seedImage, source, Delivery.PROXY, "change " + change);
            objects.reset();
            var start = System.nanoTime();
            reconcile.reconcile(seedImage);
            times.add(millisSince(start));
            var after = entry(seedImage);
            require(!identity(before).equals(identity(after)), "the image did not change");
            require(
                    objects.bytesRead() <= tail,
                    "%s bytes of the base were read, more than the %s behind the first slot"
                            .formatted(objects.bytesRead(), tail));
        }
        terminal.say("the last of %s changed registrations read %s bytes of the base; %s lie behind its first slot"
                .formatted(count, objects.bytesRead(), tail));
        return times;
    }

    private DownloadBench downloads() {
        var header = folder.resolve("header");
        DataFile.writeSecret(
                header,
                Endpoint.headerLine(registrations.find(RACK).orElseThrow().token()));
        return new DownloadBench(
                folder,
                store,
                program("download-function", DOWNLOAD_LIMIT),
                Endpoint.of(publicUrl, RACK, SEED.name(), header),
                ready(entry(SEED)),
                terminal);
    }

    private JavaProgram program(String name, String limit) {
        return checkout.program(name, ImageOptions.inPod(checkout.home(), name, limit));
    }

    private void await(ReconcileSeedImage reconcile, ResourceRef seedImage) {
        var _ = Await.until(BASE_LIMIT, () -> {
                    reconcile.reconcile(seedImage);
                    return catalog(seedImage)
                            .filter(entry -> entry.state() == SeedImageState.COMPLETED)
                            .filter(entry -> entry.delivery() == Delivery.PROXY
                                    || ready(entry).composed());
                })
                .orElseThrow(() -> new StepFailedException("no image after " + BASE_LIMIT));
    }

    private void put(ResourceRef seedImage, String source, Delivery delivery, String change) {
        var uri = publicUrl.resolve(SeedImagePaths.ofRegistration(RACK)).toString();
        registrations.put(new Registration(
                RACK,
                "registration-uid",
                true,
                uri,
                null,
                RegistrationTokens.sign(key, uri, null, Instant.now()),
                null,
                Map.of("workDir", "/oem/elemental/agent", "hostname", Map.of("prefix", change)),
                Optional.of(key)));
        seedImages.put(new SeedImageBuilder(seedImage, seedImage.name(), delivery == Delivery.PROXY ? 1 : 2)
                .baseImage(source)
                .minutes(0)
                .size(6L << 30)
                .delivery(delivery)
                .build());
    }

    private Optional<CatalogEntry> catalog(ResourceRef seedImage) {
        return new StoredCatalog(store.store().objects())
                .seedImage(RACK, seedImage.name())
                .map(found -> found.value());
    }

    private CatalogEntry entry(ResourceRef seedImage) {
        return catalog(seedImage).orElseThrow();
    }

    private static String identity(CatalogEntry entry) {
        return ready(entry).identity();
    }

    private static CatalogVariant.Ready ready(CatalogEntry entry) {
        return entry.variants().getFirst().ready().orElseThrow();
    }

    private long tail() {
        var build = ready(entry(SEED)).build();
        var bases = new StoredBases(store.store().objects());
        var base = bases.manifest(build).orElseThrow().value();
        return base.size() - base.slots().getFirst().offset();
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static void require(boolean fact, String otherwise) {
        if (!fact) {
            throw new StepFailedException(otherwise);
        }
    }
}
