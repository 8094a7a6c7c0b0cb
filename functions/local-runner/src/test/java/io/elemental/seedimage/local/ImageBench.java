package io.elemental.seedimage.local;

import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.local.common.DataFile;
import io.elemental.seedimage.local.common.Folders;
import io.elemental.seedimage.local.common.StepFailedException;
import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.local.once.Tool;
import io.elemental.seedimage.local.store.LocalStore;
import io.elemental.seedimage.rules.Delivery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures what this project is for: a second image of a base. Started by {@code scripts/bench}. */
final class ImageBench {

    private static final String SEED = "rack";
    private static final String OTHER = "other";
    private static final int COPIES = 3;
    private static final int CHANGES = 50;
    private static final int WARM_UP = 300;

    private final Path folder;
    private final LocalStore store;
    private final BenchImages images;
    private final Terminal terminal;

    private ImageBench(Path folder, LocalStore store, BenchImages images, Terminal terminal) {
        this.folder = folder;
        this.store = store;
        this.images = images;
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        var report = new BenchReport("image");
        BenchStores.each(
                Path.of(args[0]).resolve("image-data"),
                (place, terminal) -> new ImageBench(place.folder(), place.store(), place.images(), terminal)
                        .run(place.iso(), place.suffix(), report));
        report.write(Path.of(args[0]));
        System.out.print("\n" + report.table());
        System.exit(0);
    }

    private void run(Path iso, String suffix, BenchReport report) {
        var start = System.nanoTime();
        images.put(SEED, Delivery.PROXY, "first");
        images.await(SEED);
        terminal.say(String.format(Locale.ROOT, "the base took %.0f ms", millisSince(start)));
        images.put(OTHER, Delivery.PROXY, "first");
        images.await(OTHER);
        var warmingUp = changes(OTHER, WARM_UP);
        terminal.say(String.format(
                Locale.ROOT, "the first of %s changes to warm up took %.0f ms", WARM_UP, warmingUp.getFirst()));
        var ours = changes(SEED, CHANGES);
        report.cost("overlay" + suffix, "ms", ours, copies(iso));
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
    private List<Double> changes(String registration, int count) {
        var times = new ArrayList<Double>();
        var tail = tail();
        var objects = images.objects();
        new Tool(folder).must("sync"); // the base was written just now, and is not what is measured
        for (var change = 0; change < count; change++) {
            var before = images.ready(registration).identity();
            images.put(registration, Delivery.PROXY, "change " + change);
            objects.reset();
            var start = System.nanoTime();
            images.reconcile(registration);
            times.add(millisSince(start));
            require(!before.equals(images.ready(registration).identity()), "the image did not change");
            require(
                    objects.bytesRead() <= tail,
                    "%s bytes of the base were read, more than the %s behind the first slot"
                            .formatted(objects.bytesRead(), tail));
        }
        terminal.say("the last of %s changed registrations read %s bytes of the base; %s lie behind its first slot"
                .formatted(count, objects.bytesRead(), tail));
        return times;
    }

    private long tail() {
        var build = images.ready(SEED).build();
        var base = new StoredBases(store.store().objects())
                .manifest(build)
                .orElseThrow()
                .value();
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
