package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever sends slowly, or never, or too much is let go, and keeps nobody waiting. */
class SlowSendersTest {

    /** Two seconds by the rule, and as much again for a machine that has more to do; ours waited 20 s a read. */
    private static final Duration LET_GO = Duration.ofSeconds(10);

    private final RunningFunction function = new RunningFunction();
    private final int port =
            Objects.requireNonNull(function.context.getWebServer()).getPort();

    @AfterEach
    void close() {
        function.close();
    }

    /** What is sent first, what is sent ten times a second from then on, and the status of the answer. */
    @ParameterizedTest
    @CsvSource({
        "POST /reconcile, Content-Length: 1000, x, 408",
        "POST /reconcile, Content-Length: 1000, '', 408",
        "POST /sweep, Content-Length: 65536, x, 408",
        "POST /deadletter, Content-Length: 65536, x, 408",
        "POST /reconcile, Content-Length: 65537, x, 413",
        "POST /reconcile, Content-Length: 9000000000, x, 413",
        "POST /reconcile, Transfer-Encoding: chunked, x, 411",
        "POST /reconcile, Transfer-Encoding: chunked, '', 411",
        "GET /healthz, Content-Length: 1000, x, 204",
        "GET /healthz, Transfer-Encoding: chunked, 5;x, 204",
        "POST /nowhere, Content-Length: 1000, x, 404",
        "PUT /reconcile, Transfer-Encoding: chunked, 5;x, 405"
    })
    void areLetGo(String request, String header, String drip, int status) {
        var before = function.effects();
        try (var sender = new RawSender(port).begin(request, header)) {
            var start = System.nanoTime();

            assertThat(sender.drip(drip, LET_GO)).isTrue();

            System.out.printf("%s, %s: after %s ms%n", request, header, (System.nanoTime() - start) / 1_000_000);
            assertThat(sender.answer()).startsWith("HTTP/1.1 " + status);
            assertThat(function.effects()).isEqualTo(before);
        }
    }

    /** The same from whoever sent a whole request on that connection before. */
    @Test
    void areLetGoOnConnectionsThatWereInUse() {
        try (var sender = new RawSender(port)
                .begin(
                        "POST /reconcile",
                        "ce-apiversion: " + Events.API,
                        "ce-kind: SeedImage",
                        "ce-namespace: fleet",
                        "ce-name: seed",
                        "Content-Length: 2")) {
            sender.send("{}");
            sender.begin("POST /reconcile", "Content-Length: 99");

            assertThat(sender.drip("x", LET_GO)).isTrue();

            assertThat(sender.answer()).contains("HTTP/1.1 204", "HTTP/1.1 408");
        }
    }

    /** As many as held the one place for 20 s each. */
    @Test
    void keepNobodyWaiting() {
        var senders = IntStream.range(0, 70)
                .mapToObj(_ -> new RawSender(port).begin("POST /reconcile", "Content-Length: 1000"))
                .toList();

        assertThat(millisOfAnEvent()).isLessThan(5_000);

        senders.forEach(RawSender::close);
    }

    /** Requests of which each is whole, more connections than there are places, and every answer is new time. */
    @ParameterizedTest
    @ValueSource(strings = {"GET /healthz", "GET /nowhere", "OPTIONS *"})
    void whoAskAgainAndAgainKeepNobodyWaiting(String request) throws InterruptedException {
        var senders = IntStream.range(0, 300)
                .mapToObj(_ -> new RawSender(port).begin(request))
                .toList();
        var again = Thread.ofVirtual().start(() -> {
            while (!Thread.interrupted()) {
                senders.forEach(sender -> sender.begin(request));
                LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            }
        });

        for (var i = 0; i < 3; i++) {
            assertThat(millisOfAnEvent()).isLessThan(12_000);
        }

        again.interrupt();
        again.join();
        senders.forEach(RawSender::close);
    }

    private long millisOfAnEvent() {
        var start = System.nanoTime();
        var answer = function.send(
                "POST",
                "/reconcile",
                Events.seedImage("add"),
                Events.reference(Events.API, "SeedImage", "fleet", "seed"));
        var millis = (System.nanoTime() - start) / 1_000_000;
        System.out.printf("an event beside many slow ones: %s ms%n", millis);
        assertThat(answer.statusCode()).isEqualTo(204);
        return millis;
    }
}
