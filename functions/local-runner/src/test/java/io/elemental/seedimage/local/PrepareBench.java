package io.elemental.seedimage.local;

import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.local.common.Await;
import io.elemental.seedimage.local.common.Folders;
import io.elemental.seedimage.local.common.Options;
import io.elemental.seedimage.local.common.StepFailedException;
import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.local.once.Tool;
import io.elemental.seedimage.local.processes.Checkout;
import io.elemental.seedimage.local.processes.ProcessBaseBuilds;
import io.elemental.seedimage.local.store.LocalStore;
import io.elemental.seedimage.reconcile.Granting;
import io.elemental.seedimage.reconcile.ReconcileSeedImage;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.reconcile.settings.SourceRules;
import io.elemental.seedimage.registration.token.RegistrationKeys;
import io.elemental.seedimage.registration.token.RegistrationTokens;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.SeedImagePaths;
import io.elemental.seedimage.rules.base.RegistryRules;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.NamedObjects;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.proxy.AllowedProxies;
import io.elemental.seedimage.testing.ElementalIso;
import io.elemental.seedimage.testing.InMemoryRegistrations;
import io.elemental.seedimage.testing.InMemorySeedImages;
import io.elemental.seedimage.testing.RegistryProgram;
import io.elemental.seedimage.testing.SeedImageBuilder;
import io.elemental.seedimage.testing.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Measures how long a base takes that is an image of a registry. Started by {@code scripts/bench}. */
final class PrepareBench {

    private static final ResourceRef RACK = new ResourceRef("bench", "rack");
    private static final URI PUBLIC_URL = URI.create("https://seeds.test");
    private static final long PAYLOAD = 1_000_000_000L;
    private static final long EFI = 8L * 1024 * 1024;
    private static final int ROUNDS = 3;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String BUILDER_LIMIT = "2g"; // of the pods, as in knative/base

    private final Path folder;
    private final RegistryProgram registry;
    private final LocalStore store;
    private final Terminal terminal = new Terminal(System.out);
    private final Checkout checkout = Checkout.find();
    private final InMemorySeedImages seedImages = new InMemorySeedImages();
    private final InMemoryRegistrations registrations = new InMemoryRegistrations();

    private PrepareBench(Path folder, RegistryProgram registry, LocalStore store) {
        this.folder = folder;
        this.registry = registry;
        this.store = store;
    }

    public static void main(String[] args) throws IOException {
        var report = new BenchReport("prepare");
        var folder = Path.of(args[0]).resolve("prepare-data");
        Folders.remove(folder);
        var options = Options.parse("--s3", System.getenv("SEEDIMAGE_S3_ENDPOINT"), "--bucket", "bench");
        var certificate = TestCertificate.make(Folders.create(folder.resolve("registry")), "ip:127.0.0.1");
        try (var registry = RegistryProgram.orSkip(certificate);
                var store = LocalStore.open(options, folder, System.getenv())) {
            new PrepareBench(folder, registry, store).run(report);
        } finally {
            Folders.remove(folder);
        }
        report.write(Path.of(args[0]));
        System.out.print("\n" + report.table());
        System.exit(0);
    }

    private void run(BenchReport report) throws IOException {
        push();
        registrations.put(registration());
        var ours = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        try (var builds = new ProcessBaseBuilds(
                folder.resolve("builds"),
                checkout.program("base-builder", ImageOptions.inPod(checkout.home(), "base-builder", BUILDER_LIMIT)),
                terminal,
                _ -> {})) {
            var reconcile = reconciler(builds);
            for (var round = 0; round <= ROUNDS; round++) { // in turns; the first one warms the page cache
                ours.add(prepared(reconcile, round));
                theirs.add(byHand(round));
                terminal.say(
                        String.format(Locale.ROOT, "ours %.0f ms, by hand %.0f ms", ours.getLast(), theirs.getLast()));
            }
        }
        report.cost("oci-1GB", "ms", ours.subList(1, ours.size()), theirs.subList(1, theirs.size()));
    }

    /** An image with one gzip'd layer, as Elemental ships them, by as many tags as there are rounds. */
    private void push() {
        var tool = new Tool(folder);
        ElementalIso.makeDense(folder.resolve("elemental.iso"), PAYLOAD, EFI);
        tool.must("umoci", "init", "--layout", "layout");
        tool.must("umoci", "new", "--image", "layout:v1");
        tool.must(
                "umoci",
                "insert",
                "--rootless",
                "--image",
                "layout:v1",
                "elemental.iso",
                "/elemental-iso/elemental.iso");
        for (var round = 0; round <= ROUNDS; round++) {
            registry.push(folder.resolve("layout"), "v1", "elemental-iso:v" + round);
        }
    }

    private ReconcileSeedImage reconciler(ProcessBaseBuilds builds) throws IOException {
        var rules = SourceRules.local(AllowedProxies.NONE, RegistryRules.USUAL)
                .with(
                        RegistryRules.USUAL.with(Optional.of(registry.dockerConfig())),
                        Optional.of(Files.readString(registry.certificate())));
        return new ReconcileSeedImage(
                seedImages,
                registrations,
                builds,
                store.store().objects(),
                store.store().uploads(),
                Granting.atOwnRisk(store.grants().links(), NamedObjects.NONE),
                new ReconcileSettings(PUBLIC_URL, store.address().bucket(), true, rules),
                InstantSource.system());
    }

    /** From the SeedImage to the image that is served: pulled, unpacked, slots added, scanned, uploaded. */
    private double prepared(ReconcileSeedImage reconcile, int round) {
        var ref = RACK.sibling("round-" + round);
        seedImages.put(seedImage(ref, "%s/elemental-iso:v%s".formatted(registry.host(), round)));
        var start = System.nanoTime();
        var _ = Await.until(LIMIT, () -> {
                    reconcile.reconcile(ref);
                    return new StoredCatalog(store.store().objects())
                            .seedImage(RACK, ref.name())
                            .filter(entry -> entry.value().state() == SeedImageState.COMPLETED);
                })
                .orElseThrow(() -> new StepFailedException("no image after " + LIMIT));
        return millisSince(start);
    }

    /** What a user does without us: copy the image, unpack it, put two files in, compute the digest, upload it. */
    private double byHand(int round) throws IOException {
        var place = Folders.create(folder.resolve("by-hand"));
        var tool = new Tool(place);
        Files.writeString(place.resolve("agent.yaml"), "stages: {}\n");
        Files.writeString(place.resolve("cloud-config.yaml"), "#cloud-config\n");
        var start = System.nanoTime();
        registry.copy(place, "elemental-iso:v" + round, "dir:image");
        tool.must("bash", "-c", "tar -xzf \"$(ls -S image/* | head -n 1)\""); // the largest file is the layer
        tool.must(
                "xorriso",
                "-indev",
                "elemental-iso/elemental.iso",
                "-outdev",
                "ours.iso",
                "-map",
                "agent.yaml",
                "/iso-config/90-elemental-agent.yaml",
                "-map",
                "cloud-config.yaml",
                "/iso-config/cloud-config.yaml",
                "-boot_image",
                "any",
                "replay");
        tool.must("openssl", "dgst", "-sha256", "ours.iso"); // quicker than sha256sum
        upload(tool, round);
        var millis = millisSince(start);
        Folders.remove(place);
        return millis;
    }

    private void upload(Tool tool, int round) {
        var address = store.address();
        tool.must(
                "curl",
                "-sS",
                "--fail",
                "--aws-sigv4",
                "aws:amz:us-east-1:s3",
                "--user",
                address.accessKey() + ":" + address.secretKey(),
                "-T",
                "ours.iso",
                "%s/%s/by-hand-%s.iso".formatted(address.endpoint(), address.bucket(), round));
    }

    private static SeedImage seedImage(ResourceRef ref, String image) {
        return new SeedImageBuilder(ref)
                .baseImage(image)
                .minutes(0)
                .size(6L << 30)
                .delivery(Delivery.PROXY)
                .build();
    }

    private static Registration registration() {
        var key = RegistrationKeys.generate();
        var uri = PUBLIC_URL.resolve(SeedImagePaths.ofRegistration(RACK)).toString();
        return new Registration(
                RACK,
                "registration-uid",
                true,
                uri,
                null,
                RegistrationTokens.sign(key, uri, null, Instant.now()),
                null,
                Map.of("workDir", "/oem/elemental/agent", "useSystemCertPool", true),
                Optional.of(key));
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
