package io.elemental.seedimage.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Takes what is pushed to an OpenTelemetry collector, in its own protocol. */
final class Collector implements AutoCloseable {

    private final List<ResourceMetrics> pushed = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private Collector(HttpServer server) {
        this.server = server;
    }

    static Collector start() throws IOException {
        var collector = new Collector(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        collector.server.createContext("/v1/metrics", collector::take);
        collector.server.start();
        return collector;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How often a timer was counted by a service, and for its tags as "name=value". */
    long timed(String service, String meter, String tag) {
        return pushed.stream()
                .filter(of -> attributes(of).contains("service.name=" + service))
                .flatMap(of -> of.getScopeMetricsList().stream())
                .flatMap(scope -> scope.getMetricsList().stream())
                .filter(metric -> metric.getName().equals(meter))
                .flatMap(metric -> metric.getHistogram().getDataPointsList().stream())
                .filter(point -> point.getAttributesList().stream()
                        .anyMatch(one ->
                                tag.equals(one.getKey() + "=" + one.getValue().getStringValue())))
                .mapToLong(point -> point.getCount())
                .sum();
    }

    /** Every name, tag and value that came. */
    String all() {
        return pushed.stream().map(ResourceMetrics::toString).collect(Collectors.joining());
    }

    List<String> meters() {
        return pushed.stream()
                .flatMap(of -> of.getScopeMetricsList().stream())
                .flatMap(scope -> scope.getMetricsList().stream())
                .map(Metric::getName)
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            pushed.addAll(ExportMetricsServiceRequest.parseFrom(exchange.getRequestBody())
                    .getResourceMetricsList());
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static List<String> attributes(ResourceMetrics of) {
        return of.getResource().getAttributesList().stream()
                .map(one -> one.getKey() + "=" + one.getValue().getStringValue())
                .toList();
    }
}
