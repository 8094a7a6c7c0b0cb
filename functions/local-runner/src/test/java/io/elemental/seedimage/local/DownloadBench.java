package io.elemental.seedimage.local;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.local.common.StepFailedException;
import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.local.processes.DownloadProcess;
import io.elemental.seedimage.local.processes.Endpoint;
import io.elemental.seedimage.local.processes.JavaProgram;
import io.elemental.seedimage.local.store.LocalStore;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures downloads through the function against downloads of the same bytes from the store itself. */
final class DownloadBench {

    private static final int ROUNDS = 5;

    private final Path folder;
    private final LocalStore store;
    private final JavaProgram function;
    private final Endpoint endpoint;
    private final CatalogVariant.Ready image;
    private final Terminal terminal;

    /** @param image that lies in the store as a whole, too */
    DownloadBench(
            Path folder,
            LocalStore store,
            JavaProgram function,
            Endpoint endpoint,
            CatalogVariant.Ready image,
            Terminal terminal) {
        this.folder = folder;
        this.store = store;
        this.function = function;
        this.endpoint = endpoint;
        this.image = image;
        this.terminal = terminal;
    }

    /** @param suffix of the rows */
    void run(String suffix, BenchReport report) {
        var download = new DownloadProcess(
                function,
                store.address().environment(),
                endpoint.url().getPort(),
                folder.resolve("download"),
                terminal);
        try (download) {
            download.start();
            download.awaitAnswers();
            var curls = new Curls(folder, endpoint.header(), store.address().caFile());
            if (!curls.sha256(endpoint.image("proxy")).equals(image.sha256())) {
                throw new StepFailedException("the proxied bytes are others");
            }
            compare("proxy-1" + suffix, curls, 1, image.size(), report);
            var one = peakMemory();
            compare("proxy-20" + suffix, curls, 20, image.size() / 10, report);
            report.cost("proxy-peak-memory" + suffix, "MiB", List.of(peakMemory()), List.of(one));
        }
    }

    /** Alternately, so that whatever else the machine does meets both. */
    private void compare(String what, Curls curls, int streams, long bytes, BenchReport report) {
        var ours = new ArrayList<Double>();
        var against = new ArrayList<Double>();
        for (var round = 0; round <= ROUNDS; round++) {
            against.add(curls.megabytesPerSecond(direct(), streams, bytes));
            ours.add(curls.megabytesPerSecond(endpoint.image("proxy"), streams, bytes));
            terminal.say(String.format(
                    Locale.ROOT, "%s: direct %.0f MB/s, proxied %.0f MB/s", what, against.getLast(), ours.getLast()));
        }
        report.rate(what, "MB/s", ours.subList(1, ours.size()), against.subList(1, against.size()));
    }

    private String direct() {
        return store.store()
                .links()
                .get(
                        StoreKeys.composedImage(image.identity()),
                        "image.iso",
                        "application/octet-stream",
                        Duration.ofHours(1))
                .toString();
    }

    private double peakMemory() {
        return PeakMemory.of(folder.resolve("download").resolve("download-function.process"));
    }
}
