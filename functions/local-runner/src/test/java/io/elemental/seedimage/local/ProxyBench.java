package io.elemental.seedimage.local;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.local.BenchReport.Column;
import io.elemental.seedimage.local.common.StepFailedException;
import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.local.processes.Endpoint;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Downloads through the function against downloads of the same bytes from the store itself.
 *
 * @param image that lies in the store as a whole, too
 */
record ProxyBench(
        BenchStores.Place place,
        BenchProcess function,
        Endpoint endpoint,
        CatalogVariant.Ready image,
        Terminal terminal) {

    private static final int ROUNDS = 5;

    /** Returns the peak memory after twenty at once. */
    double run(BenchReport report) {
        var curls = new Curls(
                place.folder(), endpoint.header(), place.store().address().caFile());
        if (!curls.sha256(endpoint.image("proxy")).equals(image.sha256())) {
            throw new StepFailedException("the proxied bytes are others");
        }
        compare("proxy-1", curls, 1, image.size(), report);
        var one = function.peakMemory();
        compare("proxy-20", curls, 20, image.size() / 10, report);
        var twenty = function.peakMemory();
        report.cost("proxy-peak-memory" + place.suffix(), "MiB", List.of(twenty), List.of(one));
        return twenty;
    }

    /** Alternately, so that whatever else the machine does meets both. */
    private void compare(String row, Curls curls, int streams, long bytes, BenchReport report) {
        var what = row + place.suffix();
        var ours = new ArrayList<Double>();
        var against = new ArrayList<Double>();
        for (var round = 0; round <= ROUNDS; round++) {
            against.add(curls.megabytesPerSecond(direct(), streams, bytes));
            ours.add(curls.megabytesPerSecond(endpoint.image("proxy"), streams, bytes));
            terminal.say(String.format(
                    Locale.ROOT, "%s: direct %.0f MB/s, proxied %.0f MB/s", what, against.getLast(), ours.getLast()));
        }
        report.rate(
                what,
                "MB/s",
                ours.subList(1, ours.size()),
                against.subList(1, against.size()),
                Map.of(Column.MEMORY, function.peakMemory()));
    }

    private String direct() {
        return place.store()
                .store()
                .links()
                .get(
                        StoreKeys.composedImage(image.identity()),
                        "image.iso",
                        "application/octet-stream",
                        Duration.ofHours(1))
                .toString();
    }
}
