package io.elemental.seedimage.local;

import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.local.processes.Checkout;
import io.elemental.seedimage.rules.Delivery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures downloads, proxied and redirected. Started by {@code scripts/bench}. */
final class DownloadBench {

    /** Of the pods, as in knative/base. */
    static final String POD = "480m";

    private static final String FIRST = "rack";
    private static final String SECOND = "other";

    /** One registration gets half of the places, its namespace three quarters: enough for 200 of two registrations. */
    private static final String STREAMS = "280";

    private final BenchStores.Place place;
    private final Terminal terminal;
    private final BenchReport report;

    private DownloadBench(BenchStores.Place place, Terminal terminal, BenchReport report) {
        this.place = place;
        this.terminal = terminal;
        this.report = report;
    }

    public static void main(String[] args) {
        var report = new BenchReport("download");
        BenchStores.each(Path.of(args[0]).resolve("download-data"), (place, terminal) -> {
            new DownloadBench(place, terminal, report).run();
            System.out.print("\n" + report.table()); // after each store: the whole takes long
        });
        report.write(Path.of(args[0]));
        System.exit(0);
    }

    /** How long what is measured by time is measured. */
    static Duration time() {
        return Duration.ofSeconds(Long.parseLong(BenchStores.setting("SEEDIMAGE_BENCH_SECONDS", "10")));
    }

    private void run() {
        place.images().put(FIRST, Delivery.AUTO, "first");
        place.images().await(FIRST);
        place.images().put(SECOND, Delivery.PROXY, "second");
        place.images().await(SECOND);
        var first = place.images().endpoint(FIRST);
        try (var function = start(first.url().getPort())) {
            var proxy = new ProxyBench(place, function, first, place.images().ready(FIRST), terminal);
            var before = proxy.run(report);
            new CrowdBench(List.of(first, place.images().endpoint(SECOND)), function, terminal)
                    .run(place.suffix(), before, report);
            if (place.suffix().isEmpty()) { // to be redirected, nobody asks the store
                new RedirectBench(place, first, terminal).run(FIRST, report);
            }
        }
    }

    /** With the settings that it has by itself, but for the places. */
    private BenchProcess start(int port) {
        var settings = new HashMap<>(place.store().address().environment());
        settings.putAll(Map.of(
                "PORT",
                String.valueOf(port),
                "SERVER_ADDRESS",
                "127.0.0.1",
                "SEEDIMAGE_PUBLIC_URL",
                "http://127.0.0.1:" + port,
                "SEEDIMAGE_DOWNLOAD_STREAMS",
                STREAMS));
        var checkout = Checkout.find();
        var program =
                checkout.program("download-function", ImageOptions.inPod(checkout.home(), "download-function", POD));
        return BenchProcess.start(program.with(settings), port, place.log("download-function"));
    }
}
