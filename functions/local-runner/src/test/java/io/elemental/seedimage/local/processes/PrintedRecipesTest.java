package io.elemental.seedimage.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.testing.CuttingLine;
import io.elemental.seedimage.testing.ExternalCommand;
import io.elemental.seedimage.testing.InMemoryRegistrations;
import io.elemental.seedimage.testing.SeedImageBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The download as it is printed, where every connection ends before the image does. */
@Timeout(60)
class PrintedRecipesTest {

    private static final ResourceRef RACK = new ResourceRef("fleet", "rack");
    private static final String IMAGE = "rack-seed-amd64.iso";

    private final byte[] image = new byte[300_000];
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final InMemoryRegistrations registrations = new InMemoryRegistrations();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    private CuttingLine line;

    private volatile int status = 200;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(image);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        line = new CuttingLine(server.getAddress().getPort(), 130_000);
        registrations.put(new Registration(
                RACK, "uid", true, "https://x.test/", null, "t0ken", null, Map.of(), Optional.empty()));
    }

    @AfterEach
    void stop() throws IOException {
        line.close();
        server.stop(0);
    }

    @Test
    void endsWithTheWholeImage() throws IOException {
        ExternalCommand.run(folder, "bash", "-e", "-c", download());

        assertThat(folder.resolve(IMAGE)).hasBinaryContent(image);
        assertThat(line.cuts()).isGreaterThanOrEqualTo(2);
        assertThat(terminal.toString(StandardCharsets.UTF_8)).doesNotContain("t0ken");
    }

    /** As after a changed manifest: the image has other bytes then, and the same length. */
    @Test
    void whatWasDownloadedBeforeIsNotTakenForTheImage() throws IOException {
        Files.write(folder.resolve(IMAGE), new byte[image.length]);

        ExternalCommand.run(folder, "bash", "-e", "-c", download());

        assertThat(folder.resolve(IMAGE)).hasBinaryContent(image);
    }

    @Test
    void aRefusalIsNotAskedForAgain() throws IOException {
        status = 403;

        ExternalCommand.run(folder, "bash", "-c", download());

        assertThat(folder.resolve(IMAGE)).doesNotExist();
    }

    /** The printed lines until the next remark. */
    private String download() {
        var seedImage = new SeedImageBuilder(new ResourceRef("fleet", "seed"), "uid", 1)
                .registration(RACK.name())
                .baseImage("https://mirror.test/a.iso")
                .minutes(0)
                .size(1)
                .build();
        new Recipes(
                        URI.create("http://127.0.0.1:%s".formatted(line.port())),
                        folder,
                        registrations,
                        new Terminal(new PrintStream(terminal, true, StandardCharsets.UTF_8)))
                .say(seedImage);
        return terminal.toString(StandardCharsets.UTF_8)
                .lines()
                .dropWhile(text -> !text.contains("# Download"))
                .takeWhile(text -> !text.contains("# Check"))
                .collect(Collectors.joining("\n"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"));
            var from = range.map(text -> Integer.parseInt(text.replaceAll("bytes=|-", "")))
                    .orElse(0);
            if (status != 200) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes %s-%s/%s".formatted(from, image.length - 1, image.length));
            exchange.sendResponseHeaders(range.isPresent() ? 206 : 200, image.length - from);
            exchange.getResponseBody().write(image, from, image.length - from);
        }
    }
}
