package io.elemental.seedimage.local;

import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.local.BenchReport.Column;
import io.elemental.seedimage.local.common.DataFile;
import io.elemental.seedimage.local.common.StepFailedException;
import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.local.load.BareRedirects;
import io.elemental.seedimage.local.load.Latencies;
import io.elemental.seedimage.local.load.RequestLoad;
import io.elemental.seedimage.local.processes.Checkout;
import io.elemental.seedimage.local.processes.Endpoint;
import io.elemental.seedimage.local.processes.LocalPort;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Redirects a second, against a bare server that only verifies the signature of the same token. */
record RedirectBench(BenchStores.Place place, Endpoint endpoint, Terminal terminal) {

    private static final int CONNECTIONS = 16;
    private static final int ROUNDS = 3;
    private static final int WARM_UP = 20_000;
    private static final Duration WARM_UP_LIMIT = Duration.ofMinutes(1);
    private static final String PEM_LINES = "-----[A-Z ]+-----|\\s";

    void run(String registration, BenchReport report) {
        var port = LocalPort.choose(Optional.of(0));
        try (var server = BenchProcess.start(bare(port, key(registration)), port, place.log("bare-redirects"))) {
            var header = Objects.requireNonNull(DataFile.read(endpoint.header()));
            var url = URI.create(endpoint.image());
            var ours = new RequestLoad(url, header, 307);
            var bare = new RequestLoad(URI.create("http://127.0.0.1:%s%s".formatted(port, url.getPath())), header, 307);
            rounds(bare, ours, report);
            terminal.say(String.format(Locale.ROOT, "the bare server's peak memory: %.0f MiB", server.peakMemory()));
        }
    }

    /** In turns, so that whatever else the machine does meets both. */
    private void rounds(RequestLoad bare, RequestLoad ours, BenchReport report) {
        var time = DownloadBench.time();
        var bareRounds = new ArrayList<Latencies>();
        var ourRounds = new ArrayList<Latencies>();
        for (var server : List.of(bare, ours)) {
            warmUp(server);
        }
        for (var round = 0; round < ROUNDS; round++) {
            bareRounds.add(bare.run(CONNECTIONS, time));
            ourRounds.add(ours.run(CONNECTIONS, time));
            terminal.say(String.format(
                    Locale.ROOT,
                    "redirect-rate: bare %.0f a second, ours %.0f",
                    rate(bareRounds.getLast(), time),
                    rate(ourRounds.getLast(), time)));
        }
        var all = Latencies.together(ourRounds);
        report.rate(
                "redirect-rate",
                "1/s",
                rates(ourRounds, time),
                rates(bareRounds, time),
                Map.of(Column.P50, all.percentile(0.5), Column.P99, all.percentile(0.99)));
        report.cost("redirect-p99", "ms", p99(ourRounds), p99(bareRounds));
    }

    /** Until everything is compiled: by requests, since a busy machine takes its time. */
    private static void warmUp(RequestLoad server) {
        var end = System.nanoTime() + WARM_UP_LIMIT.toNanos();
        for (var requests = 0; requests < WARM_UP && System.nanoTime() < end; ) {
            requests += server.run(CONNECTIONS, Duration.ofSeconds(1)).count();
        }
    }

    private ProcessBuilder bare(int port, String key) {
        var home = Checkout.find().home();
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(ImageOptions.inPod(home, "download-function", DownloadBench.POD)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BareRedirects.class.getName()));
        command.addAll(List.of(String.valueOf(port), key, "https://store.test/images/image.iso"));
        return new ProcessBuilder(command);
    }

    private String key(String registration) {
        var catalog = new StoredCatalog(place.store().store().objects());
        var pem = catalog.registration(BenchImages.registration(registration))
                .map(found -> found.value().publicKey())
                .orElseThrow(() -> new StepFailedException("the registration has no key"));
        return pem.replaceAll(PEM_LINES, "");
    }

    private static List<Double> rates(List<Latencies> rounds, Duration time) {
        return rounds.stream().map(round -> rate(round, time)).toList();
    }

    private static double rate(Latencies round, Duration time) {
        return round.count() / (double) time.toSeconds();
    }

    private static List<Double> p99(List<Latencies> rounds) {
        return rounds.stream().map(round -> round.percentile(0.99)).toList();
    }
}
