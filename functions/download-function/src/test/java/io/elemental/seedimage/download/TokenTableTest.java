package io.elemental.seedimage.download;

import static io.elemental.seedimage.rules.catalog.NotServable.FROZEN;
import static io.elemental.seedimage.rules.catalog.NotServable.KEY_MISSING;
import static io.elemental.seedimage.rules.catalog.NotServable.NOT_FOUND;
import static io.elemental.seedimage.rules.catalog.NotServable.NOT_READY;
import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.SeedImagePaths;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets in, from top to bottom as the design lists it, through the whole function. */
class TokenTableTest {

    private static final Fleet FLEET = new Fleet();
    private static final Tokens OTHER_KEY = Tokens.withNewKey();

    @SuppressWarnings("NullAway.Init")
    private static RunningFunction function;

    @BeforeAll
    static void start() {
        FLEET.register(Fleet.RACK);
        FLEET.register(Fleet.RACK.sibling("frozen"), FROZEN, Fleet.NOW);
        FLEET.register(Fleet.RACK.sibling("no-key"), KEY_MISSING, Fleet.NOW);
        FLEET.register(Fleet.RACK.sibling("not-ready"), NOT_READY, Fleet.NOW);
        FLEET.register(Fleet.RACK.sibling("deleted"), NOT_FOUND, Fleet.NOW.minus(Duration.ofDays(1)));
        FLEET.register(Fleet.RACK.sibling("outdated"), null, Fleet.NOW.minus(Duration.ofMinutes(61)));
        FLEET.publish("seed", FLEET.image("seed", 200_000, false));
        function = RunningFunction.start(FLEET);
    }

    @AfterAll
    static void stop() {
        function.close();
    }

    @ParameterizedTest
    @CsvSource({
        "rack,      seed,    good,         200, ''",
        "rack,      seed,    valid-now,    200, ''",
        "rack,      seed,    none,         401, token-missing",
        "rack,      seed,    basic,        401, token-missing",
        "rack,      seed,    lower-case,   401, token-missing",
        "rack,      seed,    alg-none,     401, token-unsupported",
        "rack,      seed,    alg-hs256,    401, token-unsupported",
        "unknown,   seed,    none,         401, token-missing",
        "unknown,   seed,    alg-none,     401, token-unsupported",
        "unknown,   seed,    good,         404, registration-unknown",
        "unknown,   seed,    long,         404, registration-unknown",
        "deleted,   seed,    none,         401, token-missing",
        "deleted,   seed,    good,         404, registration-unknown",
        "deleted,   seed,    other-key,    404, registration-unknown",
        "rack,      seed,    long,         403, token-refused",
        "rack,      seed,    malformed,    403, token-refused",
        "rack,      seed,    not-base64,   403, token-refused",
        "rack,      seed,    other-key,    403, token-refused",
        "rack,      seed,    expired,      403, token-refused",
        "rack,      seed,    early,        403, token-refused",
        "rack,      seed,    other-uri,    403, token-refused",
        "frozen,    seed,    good,         403, registration-frozen",
        "no-key,    seed,    good,         503, registration-not-ready",
        "not-ready, seed,    good,         503, registration-not-ready",
        "outdated,  seed,    good,         503, registration-outdated",
        "rack,      other,   good,         404, seedimage-unknown",
        "rack,      seed,    empty,        401, token-missing",
    })
    void answers(String registration, String seedImage, String token, int status, String problem) {
        var ref = new ResourceRef("fleet", registration);
        var request = function.request(SeedImagePaths.of(ref, seedImage));
        var header = header(ref, token);
        if (!header.equals("none")) {
            request.header(RunningFunction.TOKEN_HEADER, header);
        }

        var answer = function.sendForText(request);

        assertThat(answer.statusCode()).isEqualTo(status);
        if (!problem.isEmpty()) {
            assertProblem(answer, problem);
        }
        assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent()).isEqualTo(status == 401);
        assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
    }

    @Test
    void looksUpNothingForWhoHasNoToken() {
        FLEET.store.asked();

        function.send(function.request(RunningFunction.pathOf("seed")));
        function.send(function.request(RunningFunction.pathOf("seed")).header(RunningFunction.TOKEN_HEADER, "Bearer"));

        assertThat(FLEET.store.asked()).isEmpty();
    }

    @Test
    void forgivesAnotherAudienceWhereItIsToldTo() {
        try (var lax = RunningFunction.start(FLEET, Map.of("SEEDIMAGE_DOWNLOAD_STRICT_AUDIENCE", "false"))) {
            var answer = lax.send(lax.request(RunningFunction.pathOf("seed"))
                    .header(RunningFunction.TOKEN_HEADER, header(Fleet.RACK, "other-uri")));

            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    static void assertProblem(HttpResponse<String> answer, String problem) {
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body())
                .contains("\"type\":\"urn:elemental:seedimage:problem:" + problem + "\"")
                .contains("\"status\":" + answer.statusCode())
                .doesNotContain("store.internal")
                .doesNotContain("Exception");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("private, no-store");
        assertThat(answer.headers().firstValue("Vary")).contains("Registration-Authorization, Accept, Origin");
        assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(-1))
                .isEqualTo(answer.body().length());
    }

    private static String header(ResourceRef registration, String token) {
        var uri = Fleet.uri(registration);
        var now = Fleet.NOW;
        return switch (token) {
            case "none" -> "none";
            case "basic" -> "Basic " + FLEET.tokens.issue(uri, null, null);
            case "lower-case" -> "bearer " + FLEET.tokens.issue(uri, null, null);
            case "empty" -> "";
            case "alg-none" -> "Bearer " + FLEET.tokens.issue("none", uri, null, null);
            case "alg-hs256" -> "Bearer " + FLEET.tokens.issue("HS256", uri, null, null);
            case "long" -> "Bearer " + "a".repeat(9_000);
            case "malformed" -> "Bearer disabled";
            case "not-base64" -> "Bearer " + FLEET.tokens.issue(uri, null, null).replaceFirst("\\.", ".*");
            case "other-key" -> "Bearer " + OTHER_KEY.issue(uri, null, null);
            case "expired" -> "Bearer " + FLEET.tokens.issue(uri, null, now);
            case "early" -> "Bearer " + FLEET.tokens.issue(uri, now.plusSeconds(1), null);
            case "valid-now" -> "Bearer " + FLEET.tokens.issue(uri, now, now.plusSeconds(1));
            case "other-uri" -> "Bearer " + FLEET.tokens.issue(uri + "2", null, null);
            default -> "Bearer " + FLEET.tokens.issue(uri, null, null);
        };
    }
}
