package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is no event is refused in a sentence, whatever it is: nothing of it is a failure of ours. */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileEnvelopesTest {

    private final RunningFunction function = new RunningFunction();

    @AfterAll
    void close() {
        function.close();
    }

    static Stream<Arguments> documents() {
        var start = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"x\",\"type\":\"dev.knative.apiserver.ref.add\"";
        return Stream.of(
                Arguments.of("null", "null"),
                Arguments.of("nothing", ""),
                Arguments.of("a blank", " "),
                Arguments.of("an array", "[]"),
                Arguments.of("an array with an event", "[" + start + "}]"),
                Arguments.of("a number", "1"),
                Arguments.of("a huge number", "1e999999999"),
                Arguments.of("a text", "\"event\""),
                Arguments.of("an empty object", "{}"),
                Arguments.of("no type", "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"x\"}"),
                Arguments.of(
                        "attributes that are null", "{\"specversion\":null,\"id\":null,\"source\":null,\"type\":null}"),
                Arguments.of("a version of long ago", start.replace("1.0", "0.3") + "}"),
                Arguments.of("a version to come", start.replace("1.0", "9") + "}"),
                Arguments.of("no end", start),
                Arguments.of("depth", "[".repeat(60_000)),
                Arguments.of("depth in data", start + ",\"data\":" + "{\"a\":".repeat(12_000)),
                Arguments.of("depth in an attribute", start + ",\"name\":" + "[".repeat(60_000)),
                Arguments.of("a name of 60,000 characters", start + ",\"" + "a".repeat(60_000) + "\":\"b\"}"),
                Arguments.of("bad UTF-8", start + ",\"name\":\"\u00ff\u00fe\"}"),
                Arguments.of("a source that is none", start.replace("\"x\"", "\"::not a uri::\"") + "}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void documentsThatAreNone(String what, String document, CapturedOutput output) {
        var before = function.effects();

        var answer = function.send(
                "POST",
                "/reconcile",
                Map.of("content-type", "application/cloudevents+json"),
                document.getBytes(StandardCharsets.ISO_8859_1));

        isRefused(what, answer);
        assertThat(function.effects()).isEqualTo(before);
        assertThat(output.toString()).doesNotContain("request failed");
    }

    /** An attribute that is no text says nothing, so this is about nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", "[1]", "1", "null", "{}"})
    void attributesThatAreNoText(String value) {
        var before = function.effects();
        var event = new String(
                Events.structured("dev.knative.apiserver.ref.add", Events.API, "SeedImage", "fleet", "seed"),
                StandardCharsets.US_ASCII);

        var answer = function.send(
                "POST",
                "/reconcile",
                Map.of("content-type", "application/cloudevents+json"),
                Events.bytes(event.replace("\"kind\": \"SeedImage\"", "\"kind\": " + value)));

        assertThat(answer.statusCode()).isIn(204, 400);
        assertThat(function.effects()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ce-specversion | 0.3",
                "ce-specversion | 9",
                "ce-specversion | 1",
                "ce-source | ::not a uri::",
                "ce-time | yesterday",
                "ce-name | s%C3%A9ed",
                "ce-name | ../../x",
                "ce-namespace | fleet%00",
                "ce-namespace | FLEET",
            })
    void headersThatAreNone(String name, String value) {
        var headers = Events.seedImage("add");
        headers.put(name, value);

        isRefused(name, function.send("POST", "/reconcile", headers, Events.bytes("{}")));
    }

    @Test
    void attributesThatAreThereTwice() {
        for (var name : new String[] {"ce-name", "Ce-Id", "CE-TYPE", "ce-specversion"}) {
            try (var sender = new RawSender(port())) {
                sender.begin("POST /reconcile", "Content-Length: 2", name + ": a", name + ": b");

                sender.drip("{}", Duration.ofSeconds(10));

                assertThat(sender.answer()).startsWith("HTTP/1.1 400");
            }
        }
    }

    private int port() {
        return Objects.requireNonNull(function.context.getWebServer()).getPort();
    }

    private static void isRefused(String what, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(what).isIn(400, 415);
        assertThat(answer.body().lines()).hasSize(1);
        assertThat(answer.headers().map().keySet()).noneMatch(header -> header.startsWith("ce-"));
    }
}
