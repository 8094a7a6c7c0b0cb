package io.elemental.seedimage.local;

import io.elemental.seedimage.local.common.DataFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of one bench: a table for people, JSON for programs. */
final class BenchReport {

    /** What a row says of ours beside the comparison, where that has a meaning. */
    enum Column {
        P50("p50, ms"),
        P99("p99, ms"),
        SPEED("MB/s"),
        MEMORY("RSS, MiB");

        private final String head;

        Column(String head) {
            this.head = head;
        }

        private String field() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One comparison.
     *
     * @param median of ours
     * @param against the median of what it is compared with
     * @param ratio how many times better ours is
     */
    record Row(String what, String unit, double median, double against, double ratio, Map<Column, Double> more) {

        String json() {
            var fields = String.format(
                    Locale.ROOT,
                    "{\"what\": \"%s\", \"unit\": \"%s\", \"median\": %.2f, \"against\": %.2f, \"ratio\": %.2f",
                    what,
                    unit,
                    median,
                    against,
                    ratio);
            return fields
                    + more.entrySet().stream()
                            .map(column -> String.format(
                                    Locale.ROOT,
                                    ", \"%s\": %.2f",
                                    column.getKey().field(),
                                    column.getValue()))
                            .sorted()
                            .collect(Collectors.joining("", "", "}"));
        }

        String line(List<Column> columns) {
            var comparison = String.format(
                    Locale.ROOT, "| %-25s | %-5s | %10.1f | %10.1f | %8.2f |", what, unit, median, against, ratio);
            return comparison
                    + columns.stream()
                            .map(column -> Optional.ofNullable(more.get(column))
                                    .map(value -> String.format(Locale.ROOT, " %8.1f |", value))
                                    .orElse("          |"))
                            .collect(Collectors.joining());
        }
    }

    private final String bench;
    private final List<Row> rows = new ArrayList<>();

    BenchReport(String bench) {
        this.bench = bench;
    }

    /** Where less is better. */
    void cost(String what, String unit, List<Double> ours, List<Double> against) {
        cost(what, unit, ours, against, Map.of());
    }

    /** Where less is better. */
    void cost(String what, String unit, List<Double> ours, List<Double> against, Map<Column, Double> more) {
        rows.add(new Row(what, unit, median(ours), median(against), median(against) / median(ours), more));
    }

    /** Where more is better. */
    void rate(String what, String unit, List<Double> ours, List<Double> against, Map<Column, Double> more) {
        rows.add(new Row(what, unit, median(ours), median(against), median(ours) / median(against), more));
    }

    /** With the columns that any row has. */
    String table() {
        var columns = Stream.of(Column.values())
                .filter(column -> rows.stream().anyMatch(row -> row.more().containsKey(column)))
                .toList();
        var head = "| %-25s | %-5s | %10s | %10s | %8s |".formatted("what", "unit", "ours", "against", "ratio")
                + columns.stream()
                        .map(column -> " %8s |".formatted(column.head))
                        .collect(Collectors.joining())
                + "\n|---|---|---:|---:|---:|"
                + "---:|".repeat(columns.size());
        return rows.stream().map(row -> row.line(columns)).collect(Collectors.joining("\n", head + "\n", "\n"));
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
