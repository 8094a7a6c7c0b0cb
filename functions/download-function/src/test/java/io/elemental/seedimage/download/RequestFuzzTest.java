package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.SeedImagePaths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tens of thousands of odd requests by the holder of one registration's token; the same ones in every run. */
class RequestFuzzTest {

    private static final int ODD = 17_000;
    private static final int SMUGGLED = 3_500;
    private static final String LAST =
            "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: last\r\nConnection: close\r\n\r\n";
    private static final Fleet FLEET = new Fleet();
    private static final ResourcePath OTHER = new ResourcePath("other", "mine");

    @SuppressWarnings("NullAway.Init")
    private static RunningFunction function;

    /** An image of a registration whose token nobody here has. */
    private record ResourcePath(String registration, String seedImage) {
        String path() {
            return SeedImagePaths.of(Fleet.RACK.sibling(registration), seedImage);
        }
    }

    @BeforeAll
    static void start() {
        FLEET.register(Fleet.RACK);
        FLEET.register(Fleet.RACK.sibling(OTHER.registration()));
        FLEET.publish("seed", FLEET.image("seed", Fleet.LEAST_SIZE, false));
        FLEET.publishOf(
                Fleet.RACK.sibling(OTHER.registration()),
                OTHER.seedImage(),
                FLEET.image(OTHER.seedImage(), Fleet.LEAST_SIZE, false));
        function = RunningFunction.start(FLEET);
    }

    @AfterAll
    static void stop() {
        function.close();
    }

    @Test
    void getsOneHarmlessAnswerForEachOddRequest() throws IOException {
        var requests = new OddRequests(new Random(9110), RunningFunction.pathOf("seed"), OTHER.path(), FLEET.token());
        var answered = 0;
        try (var connection = new KeptConnection(function)) {
            for (var i = 0; i < ODD; i++) {
                var request = requests.next("odd-" + i);
                var answer = connection.ask(request);
                if (answer.isPresent()) {
                    assertHarmless(request, answer.get());
                    assertIsTo(i, request, answer.get());
                    answered++;
                }
            }
            assertUsable(connection);
            assertThat(connection.connections()).as("kept where that can be").isLessThan(ODD);
        }
        // The rest is reset: whoever closes with bytes unread may lose the answer on its way.
        assertThat(answered).isGreaterThan(ODD * 3 / 4);
    }

    /** Whatever a server in front of this one took for a body is a request of nobody. */
    @Test
    void takesNoBodyForARequest() throws IOException {
        var requests = new SmuggledRequests(new Random(7230), RunningFunction.pathOf("seed"), FLEET.token());
        for (var i = 0; i < SMUGGLED; i++) {
            var request = requests.next("first");
            try (var connection = new KeptConnection(function)) {
                connection.send(request.text());
                connection.send(LAST);
                var ids = ids(connection, request);
                assertThat(ids).as(request.text()).hasSizeLessThanOrEqualTo(3);
                if (!request.isTwo()) {
                    assertThat(ids).as(request.text()).doesNotContain("first-hidden");
                }
            }
        }
    }

    /** Of the requests that were answered, in their order. */
    private static List<String> ids(KeptConnection connection, SmuggledRequests.Smuggled request) throws IOException {
        var ids = new ArrayList<String>();
        var toHead = request.text().startsWith("HEAD ");
        while (connection.isOpen()) {
            var answer = connection.answer(toHead && ids.isEmpty());
            if (answer.isPresent() && answer.get().status() != 100) {
                assertHarmless(request.text(), answer.get());
                ids.add(answer.get().header("X-Request-Id"));
            }
        }
        return ids;
    }

    /** Whoever sends no head that can be read may get a bare body, as HTTP/0.9 had it; never one without a refusal. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET {P}\r\n",
                "GET {P}\n\n",
                "GET {P} \r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "PROXY TCP4 203.0.113.5 127.0.0.1 1 80\r\nGET {P} HTTP/1.1\r\nHost: localhost\r\n\r\n",
            })
    void refusesOtherProtocols(String bytes) throws IOException {
        try (var client =
                RawClient.sends(function, bytes.replace("{P}", RunningFunction.pathOf("seed")) + "\r\n\r\n")) {
            var all = client.text();

            assertThat(all).matches("(?s)|.*urn:elemental:seedimage:problem:.*").doesNotContain("Exception");
        }
    }

    /** Of what is not understood to its end, the id may not have been read. */
    private static void assertIsTo(int number, String request, RawAnswer answer) {
        var id = answer.header("X-Request-Id");
        if (!id.equals("odd-" + number)) {
            assertThat(id).as(request).doesNotStartWith("odd-");
            assertThat(answer.status())
                    .as(request)
                    .isIn(0, 400, 501, 505, ofTheServer(request) ? answer.status() : 400);
        }
    }

    /** What Tomcat answers itself, in few words, before anything of ours is asked. */
    private static boolean ofTheServer(String request) {
        return request.startsWith("OPTIONS * ") || request.startsWith("TRACE ");
    }

    private static void assertHarmless(String request, RawAnswer answer) {
        if (answer.status() == 0) {
            assertThat(answer.text()).as(request).startsWith("{\"type\":\"urn:elemental:seedimage:problem:");
            return;
        }
        assertThat(answer.status())
                .as(request)
                .isIn(100, 200, 204, 206, 304, 400, 401, 403, 404, 405, 409, 412, 416, 501, 505);
        assertThat(answer.everything())
                .as(request)
                .doesNotContain(OTHER.seedImage() + "-amd64.iso")
                .doesNotContain(Tokens.sha256("image " + OTHER.seedImage()))
                .doesNotContain("Exception")
                .doesNotContain("\tat ")
                .doesNotContain("Tomcat")
                .doesNotContain("store.internal")
                .doesNotContain("X-Injected");
        if (answer.status() >= 400 && !ofTheServer(request)) {
            assertThat(answer.header("Content-Type")).as(request).isEqualTo("application/problem+json");
        }
    }

    private static void assertUsable(KeptConnection connection) throws IOException {
        var answer = connection.ask(RawClient.get(FLEET, "seed", "Range: bytes=0-9\r\n"));
        assertThat(answer.orElseThrow().body()).isEqualTo(Pattern.bytes(0, 10));
    }
}
