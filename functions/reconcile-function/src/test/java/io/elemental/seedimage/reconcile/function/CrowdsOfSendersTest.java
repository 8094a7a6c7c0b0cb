package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many slow senders, and whoever sends slowly on a connection that was in use, keep nobody waiting. */
class CrowdsOfSendersTest {

    private final RunningFunction function = new RunningFunction();
    private final int port =
            Objects.requireNonNull(function.context.getWebServer()).getPort();

    @AfterEach
    void close() {
        function.close();
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

            assertThat(sender.drip("x", SlowSendersTest.LET_GO)).isTrue();

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
        System.out.printf(Locale.ROOT, "an event beside many slow ones: %s ms%n", millis);
        assertThat(answer.statusCode()).isEqualTo(204);
        return millis;
    }
}
