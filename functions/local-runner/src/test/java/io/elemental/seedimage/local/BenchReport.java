package io.elemental.seedimage.local;

import io.elemental.seedimage.local.common.DataFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The rows of one bench: a table for people, JSON for programs. */
final class BenchReport {

    /**
     * One comparison.
     *
     * @param median of ours
     * @param against the median of what it is compared with
     * @param ratio how many times better ours is
     */
    record Row(String what, String unit, double median, double against, double ratio) {

        String json() {
            return String.format(
                    Locale.ROOT,
                    "{\"what\": \"%s\", \"unit\": \"%s\", \"median\": %.2f, \"against\": %.2f, \"ratio\": %.2f}",
                    what,
                    unit,
                    median,
                    against,
                    ratio);
        }

        String line() {
            return String.format(
                    Locale.ROOT, "| %-18s | %-5s | %10.1f | %10.1f | %8.2f |", what, unit, median, against, ratio);
        }
    }

    private final String bench;
    private final List<Row> rows = new ArrayList<>();

    BenchReport(String bench) {
        this.bench = bench;
    }

    /** Where less is better. */
    void cost(String what, String unit, List<Double> ours, List<Double> against) {
        rows.add(new Row(what, unit, median(ours), median(against), median(against) / median(ours)));
    }

    /** Where more is better. */
    void rate(String what, String unit, List<Double> ours, List<Double> against) {
        rows.add(new Row(what, unit, median(ours), median(against), median(ours) / median(against)));
    }

    String table() {
        var head = "| %-18s | %-5s | %10s | %10s | %8s |\n|---|---|---:|---:|---:|\n"
                .formatted("what", "unit", "ours", "against", "ratio");
        return head + rows.stream().map(Row::line).collect(Collectors.joining("\n", "", "\n"));
    }

    void write(Path folder) {
        var json = rows.stream()
                .map(Row::json)
                .collect(Collectors.joining(",\n  ", "{\"bench\": \"%s\", \"rows\": [\n  ".formatted(bench), "\n]}\n"));
        DataFile.write(folder.resolve(bench + ".json"), json);
    }

    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
