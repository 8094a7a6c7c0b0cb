package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.format.ProgressDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.EntryWarning;
import io.elemental.seedimage.rules.store.Precondition;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of SeedImages beside their images, through the whole function. */
class StatusTest {

    private static final Fleet FLEET = new Fleet();
    private static final String BUILD = "0123456789abcdef0123456789abcdef-1";

    @SuppressWarnings("NullAway.Init")
    private static RunningFunction function;

    @BeforeAll
    static void start() {
        FLEET.register(Fleet.RACK);
        FLEET.register(new ResourceRef("fleet", "other"));
        function = RunningFunction.start(FLEET);
    }

    @AfterAll
    static void stop() {
        function.close();
    }

    @BeforeEach
    void publish() {
        FLEET.publish(
                "seed",
                entry -> entry.telling(null, List.of(new EntryWarning("spec.baseImage", "is odd."))),
                FLEET.image("seed", 200_000, false));
        FLEET.publish(
                "waiting",
                new CatalogVariant.Preparing(
                        Fleet.ISO, "rack-waiting-amd64.iso", "The base is being built.", StoreKeys.progress(BUILD)));
        FLEET.index("seed", "waiting");
        progress(20, 100, 400);
        FLEET.store.asked();
    }

    @Test
    void tellsAllOfOne() {
        var answer = function.sendForText(get("/seed/status"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"name\":\"seed\",\"state\":\"Completed\",\"expiresAt\":\"2026-11-22T12:00:00Z\","
                        + "\"conditions\":[],\"warnings\":[{\"path\":\"spec.baseImage\",\"message\":\"is odd.\"}],"
                        + "\"variants\":[{\"type\":\"iso\",\"arch\":\"amd64\",\"state\":\"Ready\","
                        + "\"fileName\":\"rack-seed-amd64.iso\",\"size\":200000,\"sha256\":\"%s\","
                                .formatted(Tokens.sha256("bytes of seed"))
                        + "\"lastModified\":\"2026-11-22T09:00:00Z\"}]}");
    }

    @Test
    void tellsHowFarABuildIs() {
        assertThat(function.sendForText(get("/waiting/status")).body())
                .contains("\"state\":\"Preparing\",\"reason\":\"The base is being built.\"")
                .contains("\"progress\":{\"step\":\"FetchSource\",\"bytes\":100,\"total\":400,"
                        + "\"secondsLeft\":60,\"at\":\"2026-11-22T10:00:00Z\"}");
    }

    @ParameterizedTest
    @CsvSource({"9, 100, 400", "20, 0, 400", "20, 100, 0", "20, 500, 400", "-20, 100, 400"})
    void estimatesNothingThatIsNotKnown(int seconds, long bytes, long total) {
        progress(seconds, bytes, total);

        assertThat(function.sendForText(get("/waiting/status")).body())
                .contains("\"progress\"")
                .doesNotContain("secondsLeft");
    }

    @Test
    void takesNothingFromABuilderThatCannotBeRead() {
        FLEET.memory.put(StoreKeys.progress(BUILD), new byte[] {1}, new Precondition.None());

        assertThat(function.sendForText(get("/waiting/status")).body()).doesNotContain("\"progress\"");
    }

    @Test
    void listsWithoutTheRightToList() {
        var answer = function.sendForText(get(""));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"items\":[{\"name\":\"seed\",\"state\":\"Completed\",\"variants\":[{\"type\":\"iso\"")
                .contains("{\"name\":\"waiting\",\"state\":\"Completed\"")
                .doesNotContain("\"next\"");
        assertThat(FLEET.store.asked()).noneMatch(asked -> asked.startsWith("list"));
    }

    @Test
    void listsAHundredAtOnce() {
        var names = IntStream.range(0, 250).mapToObj(i -> "s" + (1000 + i)).toList();
        names.forEach(FLEET::publish);
        FLEET.index(names.toArray(String[]::new));

        assertThat(function.sendForText(get("")).body()).endsWith("\"next\":\"s1099\"}");
        assertThat(function.sendForText(get("?after=s1099")).body())
                .startsWith("{\"items\":[{\"name\":\"s1100\"")
                .endsWith("\"next\":\"s1199\"}");
        assertThat(function.sendForText(get("?after=s1199")).body()).doesNotContain("next");
        assertThat(function.sendForText(get("?after=t")).body()).isEqualTo("{\"items\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/seed/status"})
    void answersHeadAndNothingElse(String path) {
        var whole = function.sendForText(get(path));
        var head = function.sendForText(RunningFunction.head(get(path)));
        var post = function.sendForText(get(path).method("POST", BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(whole.headers().firstValue("Content-Length"));
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/seed/status", "/nobody/status"})
    void needsTheToken(String path) {
        var answer = function.sendForText(
                function.request(RunningFunction.pathOf("x").replace("/x", path)));

        assertThat(answer.statusCode()).isEqualTo(401);
        TokenTableTest.assertProblem(answer, "token-missing");
    }

    @Test
    void tellsOfAnotherRegistrationsAsOfNone() {
        FLEET.publishOf(new ResourceRef("fleet", "other"), "theirs", FLEET.image("theirs", 200_000, false));

        var theirs = function.sendForText(get("/theirs/status"));
        var none = function.sendForText(get("/none/status"));

        assertThat(theirs.statusCode()).isEqualTo(404);
        assertThat(theirs.body()).isEqualTo(none.body());
        TokenTableTest.assertProblem(none, "seedimage-unknown");
    }

    private static void progress(int seconds, long bytes, long total) {
        var document = new ProgressDocument("FetchSource", bytes, total, Fleet.NOW, Fleet.NOW.minusSeconds(seconds));
        FLEET.memory.put(
                StoreKeys.progress(BUILD), Documents.write(DocumentType.PROGRESS, document), new Precondition.None());
    }

    private static HttpRequest.Builder get(String path) {
        return function.request(RunningFunction.pathOf("x").replace("/x", path))
                .header(RunningFunction.TOKEN_HEADER, "Bearer " + FLEET.token());
    }
}
