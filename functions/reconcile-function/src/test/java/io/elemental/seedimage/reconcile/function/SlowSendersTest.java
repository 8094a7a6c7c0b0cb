package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever sends slowly, or never, or too much is let go, and nothing comes of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowSendersTest {

    /** Two seconds by the rule, and the rest for a machine that has more to do; ours waited 20 s a read. */
    static final Duration LET_GO = Duration.ofSeconds(15);

    private final RunningFunction function = new RunningFunction();
    private final int port =
            Objects.requireNonNull(function.context.getWebServer()).getPort();
    private final int before = function.effects();

    @AfterAll
    void close() {
        function.close();
    }

    /** What is sent first, what is sent ten times a second from then on, and the status of the answer. */
    @ParameterizedTest
    @Execution(value = ExecutionMode.CONCURRENT, reason = "Each waits for a limit of time.")
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
        try (var sender = new RawSender(port).begin(request, header)) {
            var start = System.nanoTime();

            assertThat(sender.drip(drip, LET_GO)).isTrue();

            System.out.printf("%s, %s: after %s ms%n", request, header, (System.nanoTime() - start) / 1_000_000);
            assertThat(sender.answer()).startsWith("HTTP/1.1 " + status);
            assertThat(function.effects()).isEqualTo(before);
        }
    }
}
