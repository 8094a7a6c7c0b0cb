package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.store.Precondition;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.function.context.FunctionCatalog;

/** What a broker delivers, what it hears, and what comes of it. */
@ExtendWith(OutputCaptureExtension.class)
class ReconcileFunctionTest {

    private static final String BUILD = "0123456789abcdef0123456789abcdef-1";

    private final RunningFunction function = new RunningFunction();

    @AfterEach
    void close() {
        function.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "update", "delete"})
    void eventsLeadToALook(String action, CapturedOutput output) {
        var answer = post("/reconcile", Events.seedImage(action), reference("SeedImage", "seed"));

        isDone(answer);
        assertThat(state()).isEqualTo(SeedImageState.STARTED);
        assertThat(output.toString())
                .contains("SeedImageChanged[seedImage=fleet/seed]")
                .doesNotContain(RunningFunction.TOKEN)
                .doesNotContain("PRIVATE KEY")
                .doesNotContain("memory://"); // the links of this store
    }

    @Test
    void structuredEventsAreTheSame() {
        var answer = post(
                "/reconcile",
                Map.of("content-type", "application/cloudevents+json; charset=UTF-8"),
                Events.structured("dev.knative.apiserver.ref.add", Events.API, "SeedImage", "fleet", "seed"));

        isDone(answer);
        assertThat(state()).isEqualTo(SeedImageState.STARTED);
    }

    @Test
    void wholeResourcesAreReferencesToo() {
        var headers = Events.binary("dev.knative.apiserver.resource.update", Events.API, "SeedImage", "fleet", "seed");

        isDone(post("/reconcile", headers, Events.bytes("{\"spec\": {\"baseImage\": \"never believed\"}}")));

        assertThat(state()).isEqualTo(SeedImageState.STARTED);
    }

    @Test
    void registrationConcernsItsSeedImages() {
        var headers =
                Events.binary("dev.knative.apiserver.ref.update", Events.API, "ElementalRegistration", "fleet", "rack");

        isDone(post("/reconcile", headers, reference("ElementalRegistration", "rack")));

        assertThat(state()).isEqualTo(SeedImageState.STARTED);
    }

    @ParameterizedTest
    @CsvSource({
        "dev.knative.apiserver.ref.update, batch/v1, Job, seedimage-system, base-" + BUILD,
        "dev.knative.apiserver.ref.update, batch/v1, Job, seedimage-system, other",
        "dev.knative.apiserver.ref.update, batch/v1, Job, elsewhere, base-" + BUILD,
        "dev.knative.apiserver.ref.update, v1, Secret, fleet, rack",
        "dev.knative.apiserver.ref.update, elemental.cattle.io/v1beta1, SeedImage, fleet, seed",
        "dev.knative.apiserver.ref.patch, infrastructure.cluster.x-k8s.io/v1beta1, SeedImage, fleet, seed",
        "com.example.anything, infrastructure.cluster.x-k8s.io/v1beta1, SeedImage, fleet, seed"
    })
    void whatConcernsNobodyIsDone(String type, String apiVersion, String kind, String namespace, String name) {
        var before = function.effects();

        isDone(post("/reconcile", Events.binary(type, apiVersion, kind, namespace, name), Events.bytes("{}")));

        assertThat(function.effects()).isEqualTo(before);
    }

    @Test
    void tickSweeps() {
        isDone(post("/sweep", Events.ping(), Events.bytes("{}")));

        assertThat(state()).isEqualTo(SeedImageState.STARTED);
        assertThat(function.store.head(StoreKeys.SWEEP)).isPresent();
    }

    @Test
    void nothingElseSweeps() {
        isDone(post("/sweep", Events.seedImage("add"), Events.bytes("{}")));

        assertThat(function.store.head(StoreKeys.SWEEP)).isEmpty();
    }

    @Test
    void deadLettersAreCountedAndTheirBodyIsNotTold(CapturedOutput output) {
        var headers = new HashMap<>(Events.seedImage("add"));
        headers.put("ce-knativeerrordest", "http://reconcile.seedimage-system");
        headers.put("ce-knativeerrorcode", "500");

        isDone(post("/deadletter", headers, Events.bytes("{\"secret\": \"hush\"}")));

        assertThat(function.meters.get("seedimage.dead.letters").counter().count())
                .isEqualTo(1);
        assertThat(output.toString())
                .contains("\"destination\":\"http://reconcile.seedimage-system\"")
                .contains("\"code\":\"500\"")
                .doesNotContain("hush");
    }

    @Test
    void longWordsOfDeadLettersAreCut(CapturedOutput output) {
        var letter = Events.structured("x".repeat(50_000), Events.API, "SeedImage", "fleet", "two\\nlines");

        isDone(post("/deadletter", Map.of("content-type", "application/cloudevents+json"), letter));

        assertThat(output.toString()).contains("\"eventType\":\"" + "x".repeat(397) + "...\"");
    }

    @Test
    void howeverOftenASweepIsAskedForThereIsOne() {
        post("/sweep", Events.ping(), Events.bytes("{}"));
        post("/sweep", Events.ping(), Events.bytes("{}"));
        var before = function.effects();
        var etag = function.store.head(StoreKeys.SWEEP).orElseThrow().etag();

        IntStream.range(0, 50).forEach(_ -> isDone(post("/sweep", Events.ping(), Events.bytes("{}"))));

        assertThat(function.effects()).isEqualTo(before);
        assertThat(function.store.head(StoreKeys.SWEEP).orElseThrow().etag()).isEqualTo(etag);
    }

    @Test
    void outagesAreToBeDeliveredAgain() {
        post("/reconcile", Events.seedImage("add"), reference("SeedImage", "seed"));
        function.store.setAvailable(false);

        var answer = post("/reconcile", Events.seedImage("add"), reference("SeedImage", "seed"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        saysNothing(answer);
        function.store.setAvailable(true);
        isDone(post("/reconcile", Events.seedImage("add"), reference("SeedImage", "seed")));
    }

    @Test
    void refusesWhatIsNoEventWithoutAnyEffect() {
        var before = function.effects();
        var broken = new HashMap<>(Events.seedImage("add"));
        broken.remove("ce-source");
        var nameless = Events.binary("dev.knative.apiserver.ref.add", Events.API, "SeedImage", "fleet", "No Name");
        var text = new HashMap<>(Events.seedImage("add"));
        text.put("content-type", "text/plain");
        var json = Map.of("content-type", "application/json");
        var structured = Map.of("content-type", "application/cloudevents+json");

        refused(400, "The request is not a CloudEvent.", post("/reconcile", broken, Events.bytes("{}")));
        refused(400, "The request is not a CloudEvent.", post("/reconcile", structured, Events.bytes("{nonsense")));
        refused(
                400,
                "The event's name 'No Name' is not a DNS name of at most 253 characters.",
                post("/reconcile", nameless, Events.bytes("{}")));
        refused(415, "Only CloudEvents are accepted", post("/reconcile", text, Events.bytes("{}")));
        refused(415, "Only CloudEvents are accepted", post("/reconcile", json, Events.bytes("{}")));
        refused(415, "Only CloudEvents are accepted", post("/sweep", json, Events.bytes("{}")));
        assertThat(function.effects()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /reconcile, 405",
        "PUT, /reconcile, 405",
        "DELETE, /sweep, 405",
        "OPTIONS, /deadletter, 405",
        "POST, /healthz, 404",
        "GET, /healthz, 204",
        "POST, /, 404",
        "POST, /reconcileSeedImage, 404",
        "POST, /functionRouter, 404",
        "POST, /reconcile/more, 404",
        "GET, /actuator, 404",
        "GET, /error, 404",
        "GET, /elemental/v1/namespaces/fleet/registrations/rack, 404",
        "TRACE, /reconcile, 405"
    })
    void nothingElseIsExposed(String method, String path, int status) {
        var before = function.effects();

        var answer = function.send(method, path, Events.seedImage("add"), Events.bytes("{}"));

        assertThat(answer.statusCode()).isEqualTo(status);
        saysNothing(answer);
        assertThat(function.effects()).isEqualTo(before);
    }

    @Test
    void thereIsOneFunction() {
        var beans = Stream.of(Function.class, Consumer.class, Supplier.class)
                .flatMap(type -> Stream.of(function.context.getBeanNamesForType(type)));

        assertThat(beans).isEmpty();
        assertThat(function.context.getBean(FunctionCatalog.class).getNames(null))
                .containsExactly("reconcileSeedImage");
    }

    @Test
    void anotherClustersStoreIsLeftAlone() {
        function.store.put(
                StoreKeys.INSTALLATION,
                Events.bytes("{\"cluster\":\"other\",\"createdAt\":\"2026-11-22T10:00:00Z\",\"version\":1}"),
                new Precondition.None());

        assertThatThrownBy(() -> ReconcileFunction.start(
                        ReconcileFunctionSettings.fromEnvironment(RunningFunction.environment(Map.of())),
                        function.ports))
                .hasMessageStartingWith("The bucket's prefix has belonged to cluster other since");
    }

    @Test
    void whoStartsLooksAtEverythingOnce() {
        try (var sweeping = new RunningFunction(Map.of())) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            sweeping.seedImages.status(RunningFunction.SEED).isPresent());
        }
    }

    private HttpResponse<String> post(String path, Map<String, String> headers, byte[] body) {
        return function.send("POST", path, headers, body);
    }

    private static byte[] reference(String kind, String name) {
        return Events.reference(Events.API, kind, "fleet", name);
    }

    private SeedImageState state() {
        return function.seedImages
                .status(new ResourceRef("fleet", "seed"))
                .orElseThrow()
                .state();
    }

    private static void isDone(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(204);
        saysNothing(answer);
    }

    private static void refused(int status, String sentence, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(sentence);
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("ce-"));
    }

    /** A broker takes whatever looks like an event for one, and any other body of a success for a failure. */
    private static void saysNothing(HttpResponse<String> answer) {
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.startsWith("ce-"))
                .doesNotContain("content-type");
    }
}
