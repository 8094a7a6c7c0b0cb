package io.elemental.seedimage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import io.elemental.seedimage.rules.store.GrantTrial;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of all that a store can answer to a copy that the grant's key must not have, one thing is good enough. */
@Execution(value = ExecutionMode.CONCURRENT, reason = "It waits for limits of time.")
class S3GrantTrialTest {

    static final GrantTrial.Places PLACES = new GrantTrial.Places(
            "installation.json",
            List.of("images/grant-probe/overlay.json", "bases/grant-probe/image"),
            "bases/grant-probe/image",
            "bases/grant-probe/progress.json");

    private static final GrantKeys KEYS = new GrantKeys(new S3Key("grants", "g"), new S3Key("reads", "r"));
    private static final String UPLOAD =
            "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>";

    private static final String COPIED = "<CopyResult><ETag>1</ETag></CopyResult>";

    private final Queue<String> removed = new ConcurrentLinkedQueue<>();
    private volatile int toParts = 200;
    private volatile int toCopiedParts = 403;
    private volatile int toCopiedObjects = 403;

    @Test
    void copiesThatAreRefusedAreWell() throws IOException {
        assertThat(objection()).isNull();
        leavesNothing();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 404, 405, 409, 412, 501})
    void anyOtherAnswerToACopiedPartIsAnObjection(int status) throws IOException {
        toCopiedParts = status;

        assertThat(objection())
                .startsWith("The store answers %s".formatted(status))
                .endsWith("instead of 403 where the key of SEEDIMAGE_S3_GRANT_ACCESS_KEY_ID has it copy "
                        + "installation.json into a part of an image, so a grant could read what is hidden.");
        leavesNothing();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 404, 405, 409, 412, 501})
    void anyOtherAnswerToACopiedObjectIsAnObjection(int status) throws IOException {
        toCopiedObjects = status;

        assertThat(objection())
                .startsWith("The store answers %s".formatted(status))
                .endsWith("has it copy installation.json into a document, so a grant could read what is hidden.");
        leavesNothing();
    }

    /** Else a key that the store does not know yet would pass, and nobody would look again when it does. */
    @Test
    void aKeyThatDoesNotDoItsOwnWorkIsAnObjection() throws IOException {
        toParts = 403;

        assertThat(objection())
                .isEqualTo(
                        "The store answers 403 to a part of an image with the key of SEEDIMAGE_S3_GRANT_ACCESS_KEY_ID.");
        leavesNothing();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 429})
    void outagesSayNothing(int status) {
        toCopiedObjects = status;

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(this::objection)
                .withMessageStartingWith(
                        "cannot copy installation.json to bases/grant-probe/progress.json: store http://");
        leavesNothing();
    }

    private @Nullable String objection() throws IOException {
        try (var server = ActingServer.start(this::answer);
                var store = Stores.at(server.endpoint(), Stores.FAR);
                var grants = store.grants(KEYS)) {
            return grants.trial().objection(PLACES).orElse(null);
        }
    }

    private void leavesNothing() {
        assertThat(removed)
                .contains(
                        "/images/bases/grant-probe/image?uploadId=u",
                        "/images/images/grant-probe/overlay.json",
                        "/images/bases/grant-probe/image",
                        "/images/bases/grant-probe/progress.json");
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        var uri = exchange.getRequestURI().toString();
        var part = uri.contains("partNumber=");
        switch (exchange.getRequestMethod()) {
            case "POST" -> send(exchange, 200, UPLOAD);
            case "DELETE" -> {
                removed.add(uri);
                send(exchange, 204, "");
            }
            default -> {
                exchange.getResponseHeaders().add("ETag", "\"1\"");
                if (exchange.getRequestHeaders().containsKey("x-amz-copy-source")) {
                    var status = part ? toCopiedParts : toCopiedObjects;
                    send(exchange, status, status == 200 ? COPIED : "");
                } else {
                    send(exchange, part ? toParts : 200, "");
                }
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
