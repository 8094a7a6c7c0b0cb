package io.elemental.seedimage.local;

import io.elemental.seedimage.local.processes.LocalPort;
import io.elemental.seedimage.local.common.Await;
import io.elemental.seedimage.local.processes.Checkout;
import io.elemental.seedimage.local.common.DataFile;
import io.elemental.seedimage.local.processes.DownloadProcess;
import io.elemental.seedimage.local.processes.Endpoint;
import io.elemental.seedimage.local.common.Folders;
import io.elemental.seedimage.local.store.LocalStore;
import io.elemental.seedimage.local.common.Options;
import io.elemental.seedimage.local.processes.ProcessBaseBuilds;
import io.elemental.seedimage.local.common.StepFailedException;
import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.local.once.Tool;
import io.elemental.seedimage.local.store.UploadBase;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.reconcile.Granting;
import io.elemental.seedimage.reconcile.ReconcileSeedImage;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.registration.token.RegistrationKeys;
import io.elemental.seedimage.registration.token.RegistrationTokens;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.SeedImagePaths;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.testing.ElementalIso;
import io.elemental.seedimage.testing.InMemoryRegistrations;
import io.elemental.seedimage.testing.InMemorySeedImages;
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
    private static final int DOWNLOADS = 5;

    private final Path folder;
    private final Terminal terminal = new Terminal(System.out);
    private final Checkout checkout = Checkout.find();
    private final LocalStore store;
    private final CountedReads objects;
    private final InMemorySeedImages seedImages = new InMemorySeedImages();
    private final InMemoryRegistrations registrations = new InMemoryRegistrations();
    private final String key = RegistrationKeys.generate();
    private final URI publicUrl = URI.create("http://127.0.0.1:" + LocalPort.choose(Optional.of(0)));

    private ImageBench(Path folder, LocalStore store) {
        this.folder = folder;
        this.store = store;
        this.objects = new CountedReads(store.store().objects());
    }

    public static void main(String[] args) {
        var report = new BenchReport("image");
        var reports = Path.of(args[0]);
        var folder = reports.resolve("image-data");
        Folders.remove(folder);
        var options = Options.parse("--s3", System.getenv("SEEDIMAGE_S3_ENDPOINT"), "--bucket", "bench");
        try (var store = LocalStore.open(options, Folders.create(folder), System.getenv())) {
            new ImageBench(folder, store).run(report);
        } finally {
            Folders.remove(folder);
        }
        report.write(reports);
        System.out.print("\n" + report.table());
        System.exit(0);
    }

    private void run(BenchReport report) {
        terminal.say("Making an ISO of %s bytes with an appended EFI partition.".formatted(PAYLOAD));
        var iso = folder.resolve("base.iso");
        ElementalIso.make(iso, PAYLOAD, EFI);
        var source = new UploadBase(
                        store.store().objects(),
                        store.store().uploads(),
                        store.address().bucket())
                .upload(SEED.namespace(), iso);
        try (var builds =
                new ProcessBaseBuilds(folder.resolve("builds"), checkout.program("base-builder"), terminal, _ -> {})) {
            var reconcile = new ReconcileSeedImage(
                    seedImages,
                    registrations,
                    builds,
                    objects,
                    store.store().uploads(),
                    Granting.atOwnRisk(store.grants().links()),
                    new ReconcileSettings(publicUrl, store.address().bucket(), true, true),
                    InstantSource.system());
            put(SEED, source, Delivery.PROXY, "first");
            await(reconcile, SEED);
            put(OTHER, source, Delivery.PROXY, "first");
            await(reconcile, OTHER);
            var warmingUp = changes(reconcile, OTHER, source, WARM_UP);
            terminal.say(String.format(Locale.ROOT, "the first of %s changes to warm up took %.0f ms", WARM_UP, warmingUp.getFirst()));
            var ours = changes(reconcile, SEED, source, CHANGES);
            report.cost("overlay", "ms", ours, copies(iso));
            put(SEED, source, Delivery.AUTO, "last");
            await(reconcile, SEED);
            downloads(report);
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
            terminal.say(String.format(Locale.ROOT, "copy and digest with xorriso and sha256sum: %.0f ms", times.getLast()));
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

    private void downloads(BenchReport report) {
        var image = ready(entry(SEED));
        var direct = store.store()
                .links()
                .get(
                        StoreKeys.composedImage(image.identity()),
                        "image.iso",
                        "application/octet-stream",
                        Duration.ofHours(1));
        var download = new DownloadProcess(
                checkout.program("download-function", "-Xmx256m"),
                store.address().environment(),
                publicUrl.getPort(),
                folder.resolve("download"),
                terminal);
        try (download) {
            download.start();
            download.awaitAnswers();
            var header = folder.resolve("header");
            DataFile.writeSecret(
                    header,
                    Endpoint.headerLine(registrations.find(RACK).orElseThrow().token()));
            var endpoint = Endpoint.of(publicUrl, RACK, SEED.name(), header);
            var curls = new Curls(folder, header);
            var size = image.size();
            require(curls.sha256(endpoint.image("proxy")).equals(image.sha256()), "the proxied bytes are others");
            compare("proxy-1", curls, endpoint.image("proxy"), direct.toString(), 1, size, report);
            var one = peakMemory();
            compare("proxy-20", curls, endpoint.image("proxy"), direct.toString(), 20, size / 10, report);
            report.cost("proxy-peak-memory", "MiB", List.of(peakMemory()), List.of(one));
        }
    }

    /** Alternately, so that whatever else the machine does meets both. */
    private void compare(
            String what, Curls curls, String proxied, String direct, int streams, long bytes, BenchReport report) {
        var ours = new ArrayList<Double>();
        var against = new ArrayList<Double>();
        for (var round = 0; round <= DOWNLOADS; round++) {
            against.add(curls.megabytesPerSecond(direct, streams, bytes));
            ours.add(curls.megabytesPerSecond(proxied, streams, bytes));
            terminal.say(String.format(Locale.ROOT, "%s: direct %.0f MB/s, proxied %.0f MB/s", what, against.getLast(), ours.getLast()));
        }
        report.rate(what, "MB/s", ours.subList(1, ours.size()), against.subList(1, against.size()));
    }

    private double peakMemory() {
        return PeakMemory.of(folder.resolve("download").resolve("download-function.process"));
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
        seedImages.put(new SeedImage(
                seedImage,
                seedImage.name(),
                delivery == Delivery.PROXY ? 1 : 2,
                RACK.name(),
                source,
                PullPolicy.IF_NOT_PRESENT,
                List.of(new Variant(ImageType.ISO, Platform.LINUX_AMD64)),
                0,
                false,
                6L << 30,
                delivery,
                Map.of(),
                Instant.EPOCH,
                "",
                Optional.empty(),
                Optional.empty()));
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
