package io.elemental.seedimage.local;

import io.elemental.seedimage.local.BenchReport.Column;
import io.elemental.seedimage.local.common.DataFile;
import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.local.load.Crowd;
import io.elemental.seedimage.local.load.Latencies;
import io.elemental.seedimage.local.load.Reader;
import io.elemental.seedimage.local.load.StalledDownloads;
import io.elemental.seedimage.local.processes.Endpoint;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Two hundred proxied downloads at once, of which sixty stop reading and forty are slow, against as many fast ones
 * alone.
 *
 * @param endpoints of two registrations, since one does not get enough places
 */
record CrowdBench(List<Endpoint> endpoints, BenchProcess function, Terminal terminal) {

    private static final int FAST = 100;
    private static final int SLOW = 40;
    private static final int STALLED = 60;

    /** Of 64 KiB each: some 300 kB a second. */
    private static final Duration BETWEEN_PIECES = Duration.ofMillis(200);

    private static final Duration WARM_UP = Duration.ofSeconds(5);

    /** What the function has by itself. */
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration LATER = Duration.ofSeconds(15);
    private static final double POD_MIB = 480;

    /** @param before the peak memory of the function, in MiB */
    void run(String suffix, double before, BenchReport report) {
        var alone = fastAlone();
        try (var stalled = StalledDownloads.start(ways(STALLED, Duration.ZERO));
                var slow = Crowd.start(ways(SLOW, BETWEEN_PIECES));
                var fast = Crowd.start(ways(FAST, Duration.ZERO))) {
            var rates = fast.megabytesPerSecond(WARM_UP, DownloadBench.time());
            var together = List.of(fast, slow);
            var untilHeads = Latencies.of(Stream.concat(
                            stalled.untilHeads().stream(), together.stream().flatMap(Crowd::untilHeads))
                    .mapToLong(Duration::toNanos));
            var heap = function.liveHeap();
            fast.end();
            var longest = stalled.awaitDropped(WRITE_TIMEOUT.plus(LATER));
            together.forEach(Crowd::requireWell);
            var after = fastAlone();
            var fair = (alone + after) / 2 / FAST;
            var slowest = rates.stream().min(Double::compare).orElseThrow();
            var sum = rates.stream().mapToDouble(Double::doubleValue).sum();
            var peak = function.peakMemory();
            terminal.say(String.format(
                    Locale.ROOT,
                    "proxy-200%s: fast ones %.0f MB/s, alone %.0f and %.0f; the slowest has %.2f; a slow one %.2f; %s told to come back",
                    suffix,
                    sum,
                    alone,
                    after,
                    slowest,
                    slow.megabytesOfTheSlowest(),
                    together.stream().mapToLong(Crowd::refusals).sum()));
            report.rate(
                    "proxy-200-slowest" + suffix,
                    "MB/s",
                    List.of(slowest),
                    List.of(fair),
                    Map.of(
                            Column.P50,
                            untilHeads.percentile(0.5),
                            Column.P99,
                            untilHeads.percentile(0.99),
                            Column.SPEED,
                            sum,
                            Column.MEMORY,
                            peak));
            report.cost("proxy-200-drop" + suffix, "s", List.of(longest.toMillis() / 1e3), List.of((double)
                    WRITE_TIMEOUT.toSeconds()));
            report.cost("proxy-200-peak-memory" + suffix, "MiB", List.of(peak), List.of(before));
            report.cost("proxy-200-of-pod" + suffix, "MiB", List.of(peak), List.of(POD_MIB));
            report.cost("proxy-200-heap" + suffix, "MiB", List.of(heap), List.of(function.heapLimit()));
        }
    }

    /** What as many fast ones get together when nobody else is there. */
    private double fastAlone() {
        try (var fast = Crowd.start(ways(FAST, Duration.ZERO))) {
            var rates = fast.megabytesPerSecond(WARM_UP, DownloadBench.time());
            fast.requireWell();
            return rates.stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    /** Half of them of each registration. */
    private List<Reader.Way> ways(int count, Duration pause) {
        return endpoints.stream()
                .flatMap(endpoint -> Stream.generate(() -> way(endpoint, pause)).limit(count / endpoints.size()))
                .toList();
    }

    private static Reader.Way way(Endpoint endpoint, Duration pause) {
        var header = Objects.requireNonNull(DataFile.read(endpoint.header()));
        return new Reader.Way(URI.create(endpoint.image("proxy")), header, pause);
    }
}
