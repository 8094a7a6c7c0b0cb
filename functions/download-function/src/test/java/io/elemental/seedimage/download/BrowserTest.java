package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.elemental.seedimage.testing.BrowserProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A page of another origin, in a real browser: it fetches the ticket with the token, then goes to the ticket's link.
 */
@Timeout(300)
class BrowserTest {

    private static final int SIZE = 3_000_000;
    private final BrowserProgram browser = BrowserProgram.orSkip();
    private final Fleet fleet = Fleet.withSeed(SIZE);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private HttpServer pages;

    @BeforeEach
    void start() throws IOException {
        fleet.index("seed");
        pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pages.start();
    }

    @AfterEach
    void stop() {
        pages.stop(0);
    }

    @Test
    void whatAnAllowedPageLeadsToIsDownloaded() throws IOException {
        try (var _ = function(origin());
                var _ = browser.open(folder, origin() + "/page")) {
            var image = folder.resolve("rack-seed-amd64.iso");

            await().atMost(Duration.ofMinutes(4)).until(() -> Files.exists(image));
            assertThat(image).hasBinaryContent(Fleet.bytes(SIZE));
        }
    }

    /** The browser itself keeps the answer from a page that nobody allowed. */
    @Test
    void anotherPageLearnsNothing() {
        try (var _ = function("https://rancher.example")) {
            assertThat(browser.text(folder, origin() + "/page")).contains("refused: TypeError");
        }
    }

    private String origin() {
        return "http://127.0.0.1:" + pages.getAddress().getPort();
    }

    private RunningFunction function(String allowed) {
        var function = RunningFunction.startWithLinks(fleet, Map.of("SEEDIMAGE_DOWNLOAD_ALLOWED_ORIGINS", allowed));
        var url = function.url(RunningFunction.pathOf("seed"));
        var page =
                """
            <!doctype html><script type="module">
            try {
              const answer = await fetch("%s", {headers: {"Accept": "application/json", "%s": "Bearer %s"}})
              const ticket = await answer.json()
              location = ticket.url
            } catch (error) {
              document.title = "refused: " + error.name
            }
            </script>""".formatted(url, RunningFunction.TOKEN_HEADER, fleet.token()).getBytes(StandardCharsets.UTF_8);
        pages.createContext("/page", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            try (var body = exchange.getResponseBody()) {
                body.write(page);
            }
        });
        return function;
    }
}
