package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.elemental.seedimage.registration.token.ShownToken;
import io.elemental.seedimage.rules.SeedImagePaths;
import io.elemental.seedimage.rules.catalog.NotServable;
import io.elemental.seedimage.rules.download.ImageRequest;
import io.elemental.seedimage.rules.download.RequestConditions;
import io.elemental.seedimage.store.S3Settings;
import io.elemental.seedimage.store.S3Store;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Every way through the function with secrets that can be recognized, and a search for them in all that it says. */
class SecretsTest {

    private static final String ACCESS_KEY = "MARKEDACCESSKEY00001";
    private static final String SECRET_KEY = "marked-secret-key-of-the-store-00002";

    /** What each image carries: see {@link Fleet}. */
    private static final String IN_OVERLAYS = "agent: of this test";

    private static final List<String> PATHS = List.of(
            "seed",
            "composed",
            "gone",
            "failed",
            "none",
            "seed/sha256",
            "seed?type=raw",
            "seed?type=x",
            "seed?delivery=redirect",
            "seed/",
            "seed%00",
            "composed?delivery=proxy",
            "composed/sha256");
    private static final List<String> LINES = List.of(
            "",
            "Accept: application/json\r\n",
            "Range: bytes=100000-100999\r\n",
            "Range: bytes=999999-\r\n",
            "If-Match: \"x\"\r\n",
            "If-None-Match: *\r\n",
            "Expect: 100-continue\r\n");

    private final Fleet fleet = new Fleet();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
    private final List<String> secrets = new ArrayList<>(List.of(SECRET_KEY, IN_OVERLAYS, "PRIVATE KEY"));
    private final StringBuilder refusals = new StringBuilder();

    @SuppressWarnings("NullAway.Init")
    private Level before;

    @SuppressWarnings("NullAway.Init")
    private RunningFunction function;

    @BeforeEach
    void start() {
        fleet.register(Fleet.RACK);
        fleet.register(Fleet.RACK.sibling("frozen"), NotServable.FROZEN, Fleet.NOW);
        fleet.publish("seed", fleet.image("seed", Fleet.LEAST_SIZE, false));
        fleet.publish("composed", fleet.image("composed", Fleet.LEAST_SIZE, true));
        fleet.publish("gone", fleet.image("gone", Fleet.LEAST_SIZE, false));
        fleet.publish("failed");
        var endpoint = URI.create("https://store.example");
        var links = S3Store.open(new S3Settings(endpoint, endpoint, "us-east-1", "images", ""), ACCESS_KEY, SECRET_KEY)
                .links();
        function = RunningFunction.start(fleet, Map.of("SEEDIMAGE_S3_PUBLIC_ENDPOINT", "https://store.example"), links);
        before = root.getLevel();
        root.setLevel(Level.TRACE);
        // The server's own dump of what came in, which nobody turns on by a setting of ours.
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger("org.apache")
                .setLevel(Level.INFO);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stop() {
        root.detachAppender(log);
        root.setLevel(before);
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger("org.apache")
                .setLevel(null);
        function.close();
    }

    @Test
    void areNeverSaid() throws IOException {
        driveEverything();
        fleet.store.breakAt(50_000);
        driveEverything();
        fleet.store.breakAt(0);
        driveEverything();
        fleet.memory.setAvailable(false);
        driveEverything();

        assertThat(secrets).hasSizeGreaterThan(20);
        assertThat(said()).as("the log").hasSizeGreaterThan(10_000).contains("download decided");
        for (var secret : secrets) {
            assertThat(said()).as("the log").doesNotContain(secret);
            assertThat(refusals.toString()).as("refusals").doesNotContain(secret);
            assertThat(measured()).as("measures").doesNotContain(secret);
        }
    }

    @Test
    void areInNoToString() {
        var token = fleet.token();
        var header = "Bearer " + token;
        var request = new DownloadRequest(
                Fleet.RACK,
                Fleet.RACK.sibling("seed"),
                header,
                "",
                new ImageRequest(ImageRequest.Form.BYTES, null, null, null, RequestConditions.NONE));
        var shown = ShownToken.of(header);
        var bad = ShownToken.of(header + "x");

        for (var text : List.of(request.toString(), shown.toString(), bad.toString())) {
            assertThat(text)
                    .doesNotContain(token.substring(token.lastIndexOf('.') + 1))
                    .doesNotContain("eyJ");
        }
    }

    private void driveEverything() throws IOException {
        for (var path : PATHS) {
            for (var line : LINES) {
                ask("GET", RunningFunction.pathOf("") + path, line, fleet.token());
            }
            ask("HEAD", RunningFunction.pathOf("") + path, "", fleet.token());
            ask("POST", RunningFunction.pathOf("") + path, "", fleet.token());
        }
        var seed = RunningFunction.pathOf("seed");
        var uri = Fleet.uri(Fleet.RACK);
        for (var token : List.of(
                Tokens.withNewKey().issue(uri, null, null),
                fleet.tokens.issue(uri + "2", null, null),
                fleet.tokens.issue("none", uri, null, null),
                fleet.tokens.issue(uri, null, Fleet.NOW),
                fleet.token() + "x",
                fleet.token() + " ",
                fleet.token().replace('.', ' '),
                "marked-and-malformed-00003",
                "marked\0and-cut-00004")) {
            ask("GET", seed, "", token);
            ask("GET", SeedImagePaths.of(Fleet.RACK.sibling("frozen"), "seed"), "", token);
            ask("GET", SeedImagePaths.of(Fleet.RACK.sibling("nowhere"), "seed"), "", token);
        }
        // where a token should not be, and where it is told to nobody either
        ask("GET", seed + "?token=" + fleet.token(), "", fleet.token());
        ask(
                "GET",
                seed,
                "Authorization: Bearer marked-elsewhere-00005\r\nCookie: a=marked-cookie-00006\r\n",
                fleet.token());
        secrets.addAll(List.of("marked-elsewhere-00005", "marked-cookie-00006"));
    }

    private void ask(String method, String path, String line, String token) throws IOException {
        remember(token);
        try (var connection = new KeptConnection(function)) {
            connection.send("%s %s HTTP/1.1\r\nHost: localhost\r\n%s%s: Bearer %s\r\n\r\n"
                    .formatted(method, path, line, RunningFunction.TOKEN_HEADER, token));
            try {
                var answer = connection.answer(method.equals("HEAD"));
                while (answer.isPresent() && answer.get().status() == 100) {
                    answer = connection.answer(method.equals("HEAD"));
                }
                answer.ifPresent(this::remember);
            } catch (IOException _) {
                // cut off, as it should be where the store breaks off
            }
        }
    }

    /** All of it, and its signature, which alone makes it one. */
    private void remember(String token) {
        var signature = token.substring(token.lastIndexOf('.') + 1).strip();
        if (signature.length() > 15 && !secrets.contains(signature)) {
            secrets.add(signature);
        }
    }

    private void remember(RawAnswer answer) {
        if (answer.status() >= 400) {
            refusals.append(answer.everything()).append('\n');
        }
        for (var text : List.of(answer.header("Location"), answer.text())) {
            var at = text.indexOf("X-Amz-Signature=");
            if (at >= 0) {
                secrets.add(text.substring(at, at + "X-Amz-Signature=".length() + 64));
            }
        }
    }

    private String said() {
        return Stream.iterate(0, i -> i < log.list.size(), i -> i + 1)
                .map(log.list::get)
                .map(SecretsTest::text)
                .collect(Collectors.joining("\n"));
    }

    private static String text(ILoggingEvent event) {
        var cause = event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
        return "%s %s %s %s %s"
                .formatted(
                        event.getLoggerName(),
                        event.getFormattedMessage(),
                        event.getKeyValuePairs(),
                        event.getMDCPropertyMap(),
                        cause);
    }

    private String measured() {
        return fleet.meters.getMeters().stream()
                .map(meter -> meter.getId().toString())
                .collect(Collectors.joining("\n"));
    }
}
