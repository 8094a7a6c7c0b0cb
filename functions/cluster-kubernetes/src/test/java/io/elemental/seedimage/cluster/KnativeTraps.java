package io.elemental.seedimage.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What Knative accepts without a word and what then goes wrong: each was seen on a real one. */
final class KnativeTraps {

    /** More is refused unless the cluster's own limit was raised. */
    private static final int LONGEST_REQUEST = 600;
    /** A pod is told to end only this long after its last new request, and killed after its request limit. */
    private static final int DRAIN = 35;

    private static final Duration COLD_START = Duration.ofSeconds(15);
    private static final Duration SLICE = Duration.ofSeconds(45);
    /** After this an API server has forgotten where a watch was, and what changed meanwhile is never told. */
    private static final Duration WATCH_WINDOW = Duration.ofMinutes(5);

    private static final Set<String> AUTOSCALING = Set.of(
            "min-scale",
            "max-scale",
            "target",
            "target-burst-capacity",
            "scale-to-zero-pod-retention-period",
            "window");

    private final List<JsonNode> resources;
    private final List<String> found = new ArrayList<>();

    private KnativeTraps(List<JsonNode> resources) {
        this.resources = resources;
    }

    /** One sentence for each trap that these resources are in. */
    static List<String> in(List<JsonNode> resources) {
        var traps = new KnativeTraps(resources);
        traps.all("serving.knative.dev/v1", "Service").forEach(traps::service);
        traps.all("eventing.knative.dev/v1", "Broker").forEach(broker -> traps.delivery(broker.at("/spec/delivery")));
        traps.all("eventing.knative.dev/v1", "Trigger").forEach(traps::trigger);
        traps.all("sources.knative.dev/v1", "ApiServerSource").forEach(traps::source);
        return traps.found;
    }

    private void service(JsonNode service) {
        var name = service.at("/metadata/name").asString();
        var template = service.at("/spec/template");
        var spec = template.at("/spec");
        var container = spec.at("/containers/0");
        var timeout = spec.at("/timeoutSeconds").asInt(0);
        need(timeout <= LONGEST_REQUEST, name + ": requests longer than Knative allows");
        need(
                timeout > DRAIN + COLD_START.toSeconds(),
                name + ": a request ends within a cold start, or a pod in its drain");
        need(
                spec.at("/idleTimeoutSeconds").isMissingNode(),
                name + ": an idle timeout runs during the cold start, too");
        need(
                spec.at("/responseStartTimeoutSeconds").isMissingNode(),
                name + ": a limit for the first byte runs during the cold start, too");
        template.at("/metadata/annotations")
                .propertyNames()
                .forEach(annotation -> need(
                        AUTOSCALING.contains(annotation.replace("autoscaling.knative.dev/", "")),
                        name + ": nobody reads annotation " + annotation));
        need(container.at("/startupProbe").isMissingNode(), name + ": a startup probe costs the quick start");
        need(
                container.at("/readinessProbe/httpGet/path").asString().equals("/healthz"),
                name + ": without a probe the open port counts, whatever it answers");
        need(
                container.at("/readinessProbe/periodSeconds").asInt(0) == 1,
                name + ": a pod that takes a second to start is looked at again after ten");
        need(
                container.at("/livenessProbe/initialDelaySeconds").asInt(0) >= COLD_START.toSeconds(),
                name + ": it is killed while it starts");
        need(
                container.at("/ports").size() == 1
                        && container.at("/ports/0/name").asString("http1").equals("http1"),
                name + ": a port of another name is not HTTP/1");
        need(
                container.at("/image").asString().matches("dev\\.local/.+:(?!latest$).+|.+@sha256:[0-9a-f]{64}"),
                name + ": an image by a tag is asked for at a registry, whenever that tag may move");
        need(
                container.at("/securityContext/runAsNonRoot").asBoolean()
                        && container
                                .at("/securityContext/readOnlyRootFilesystem")
                                .asBoolean(),
                name + ": more rights than it needs");
    }

    private void delivery(JsonNode delivery) {
        var timeout = Duration.parse(delivery.at("/timeout").asString("PT0S"));
        need(timeout.compareTo(SLICE.plus(COLD_START)) > 0, "an event is given up within a slice after a cold start");
        need(
                StreamSupport.stream(all("serving.knative.dev/v1", "Service").spliterator(), false)
                        .filter(service ->
                                service.at("/metadata/name").asString().endsWith("reconcile"))
                        .allMatch(service ->
                                service.at("/spec/template/spec/timeoutSeconds").asLong() > timeout.toSeconds()),
                "the broker waits longer than the function may take");
        var first = Duration.parse(delivery.at("/backoffDelay").asString("PT0S"));
        var waiting = IntStream.range(0, delivery.at("/retry").asInt(0))
                .mapToObj(n -> first.multipliedBy(1L << n))
                .reduce(Duration.ZERO, Duration::plus);
        need(waiting.isPositive(), "an event is not delivered again");
        need(waiting.compareTo(WATCH_WINDOW.dividedBy(2)) < 0, "while it waits to deliver, a source loses its place");
        need(!delivery.at("/deadLetterSink").isMissingNode(), "nobody hears of an event that was given up");
    }

    private void trigger(JsonNode trigger) {
        var name = trigger.at("/metadata/name").asString();
        need(trigger.at("/spec/delivery").isMissingNode(), name + ": its delivery replaces the whole of the broker's");
        need(
                trigger.at("/spec/subscriber/uri").asString().matches("/reconcile|/sweep"),
                name + ": delivers where nobody listens");
    }

    private void source(JsonNode source) {
        var name = source.at("/metadata/name").asString();
        need(
                source.at("/spec/mode").asString().equals("Reference"),
                name + ": whole objects, keys and all, in a broker");
        var selector = source.at("/spec/namespaceSelector");
        need(
                selector.isMissingNode() || !selector.at("/matchLabels").isEmpty(),
                name + ": every new namespace of the cluster starts it anew");
    }

    private void need(boolean holds, String trap) {
        if (!holds) {
            found.add(trap);
        }
    }

    private Iterable<JsonNode> all(String apiVersion, String kind) {
        return resources.stream()
                .filter(resource -> resource.at("/apiVersion").asString().equals(apiVersion)
                        && resource.at("/kind").asString().equals(kind))
                .toList();
    }
}
