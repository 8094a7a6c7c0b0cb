package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the state of an image and the words of a request lead to, through the whole function. */
class StateTableTest {

    private static final String FILE = "rack-seed-amd64.iso";
    private static final Fleet FLEET = new Fleet();

    @SuppressWarnings("NullAway.Init")
    private static RunningFunction function;

    @BeforeAll
    static void start() {
        FLEET.register(Fleet.RACK);
        var image = FLEET.image("seed", 200_000, false);
        FLEET.publish("ready", image);
        FLEET.publish("composed", FLEET.image("composed", 200_000, true));
        FLEET.publish("preparing", new CatalogVariant.Preparing(Fleet.ISO, FILE, "The base is being prepared.", null));
        FLEET.publish("failed", new CatalogVariant.Failed(Fleet.ISO, FILE, "The source has 404."));
        FLEET.publish("expired", new CatalogVariant.Expired(Fleet.ISO, FILE));
        FLEET.publish("past", entry -> change(entry, Fleet.HASH, Fleet.NOW, null, Delivery.AUTO), image);
        FLEET.publish("old-hash", entry -> change(entry, "fedcba", null, null, Delivery.AUTO), image);
        FLEET.publish("withdrawn", entry -> change(entry, Fleet.HASH, null, Fleet.NOW, Delivery.AUTO), image);
        FLEET.publish("proxied", entry -> change(entry, Fleet.HASH, null, null, Delivery.PROXY), image);
        FLEET.publish("redirected", entry -> change(entry, Fleet.HASH, null, null, Delivery.REDIRECT), image);
        FLEET.publish("undigested", undigested(image));
        function = RunningFunction.start(FLEET);
    }

    @AfterAll
    static void stop() {
        function.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  ready,                             200, ''",
        "GET,  ready?type=iso,                    200, ''",
        "GET,  ready?arch=x86_64,                 200, ''",
        "GET,  ready?type=iso&arch=amd64,         200, ''",
        "GET,  ready?type=raw,                    404, variant-unknown",
        "GET,  ready?arch=aarch64,                404, variant-unknown",
        "GET,  ready?type=vmdk,                   400, request-invalid",
        "GET,  ready?arch=mips,                   400, request-invalid",
        "GET,  ready?delivery=fax,                400, request-invalid",
        "GET,  ready?type=%ff,                    400, request-invalid",
        "GET,  ready?delivery=proxy,              200, ''",
        "GET,  ready?delivery=redirect,           503, not-ready",
        "GET,  composed,                          307, ''",
        "GET,  composed?delivery=proxy,           200, ''",
        "GET,  proxied?delivery=redirect,         409, delivery-not-allowed",
        "GET,  redirected,                        503, not-ready",
        "GET,  preparing,                         503, not-ready",
        "HEAD, preparing,                         503, ''",
        "GET,  old-hash,                          503, not-ready",
        "GET,  failed,                            409, failed",
        "GET,  expired,                           410, expired",
        "GET,  past,                              410, expired",
        "GET,  withdrawn,                         404, seedimage-unknown",
        "GET,  ready/sha256,                      200, ''",
        "HEAD, ready/sha256,                      200, ''",
        "GET,  undigested,                        200, ''",
        "GET,  undigested/sha256,                 503, not-ready",
        "GET,  preparing/sha256,                  503, not-ready",
        "GET,  No_Name,                           400, request-invalid",
        "GET,  ..%2f..%2frack2,                   400, request-invalid",
        "GET,  ready/unknown,                     404, no-such-path",
        "GET,  ready/,                            404, no-such-path",
        "POST, ready,                             405, method-not-allowed",
        "PUT,  ready/sha256,                      405, method-not-allowed",
        "OPTIONS, ready,                          405, method-not-allowed",
        "PATCH, ready,                            405, method-not-allowed",
        "DELETE, ready,                           405, method-not-allowed",
        "POST, ready/unknown,                     404, no-such-path",
    })
    void answers(String method, String path, int status, String problem) {
        var answer = function.sendForText(
                asHolder(RunningFunction.pathOf("") + path).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(status);
        if (!problem.isEmpty()) {
            TokenTableTest.assertProblem(answer, problem);
        }
        assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
        assertThat(answer.headers().firstValue("Allow"))
                .isEqualTo(status == 405 ? Optional.of("GET, HEAD") : Optional.empty());
    }

    @Test
    void saysWhyAnImageCouldNotBeMade() {
        assertThat(function.sendForText(asHolder(RunningFunction.pathOf("failed")))
                        .body())
                .contains("\"detail\":\"The source has 404.\"");
    }

    @Test
    void namesWhatIsWrongWithAWord() {
        assertThat(function.sendForText(asHolder(RunningFunction.pathOf("ready") + "?type=vmdk"))
                        .body())
                .contains("type 'vmdk' is not one of iso, raw");
    }

    @Test
    void nobodyExpiresBeforeTheMoment() {
        var fleet = new Fleet();
        fleet.register(Fleet.RACK);
        fleet.publish("seed", fleet.image("seed", 200_000, false));
        try (var running = RunningFunction.start(fleet)) {
            fleet.clock.advance(Duration.ofMinutes(59));
            assertThat(status(running, fleet)).isEqualTo(200);
            fleet.register(Fleet.RACK, null, fleet.clock.instant());
            fleet.clock.advance(Duration.ofMinutes(60));
            fleet.register(Fleet.RACK, null, fleet.clock.instant());
            assertThat(status(running, fleet)).isEqualTo(200);
            fleet.clock.advance(Duration.ofMinutes(1));
            assertThat(status(running, fleet)).isEqualTo(410);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/",
        "/elemental/v1/namespaces/fleet/registrations/rack",
        "/functionRouter",
        "/validateToken",
        "/actuator",
        "/error"
    })
    void hasNothingElsewhere(String path) {
        for (var method : new String[] {"GET", "POST"}) {
            var answer = function.sendForText(asHolder(path).method(method, BodyPublishers.noBody()));

            assertThat(answer.statusCode()).isEqualTo(404);
            TokenTableTest.assertProblem(answer, "no-such-path");
        }
    }

    private static int status(RunningFunction running, Fleet fleet) {
        return running.send(running.request(RunningFunction.pathOf("seed"))
                        .header(RunningFunction.TOKEN_HEADER, "Bearer " + fleet.token()))
                .statusCode();
    }

    private static HttpRequest.Builder asHolder(String path) {
        return function.request(path).header(RunningFunction.TOKEN_HEADER, "Bearer " + FLEET.token());
    }

    private static CatalogVariant undigested(CatalogVariant.Ready image) {
        return new CatalogVariant.Ready(
                image.variant(), image.fileName(), image.identity(), image.size(), null, image.build(), false);
    }

    private static CatalogEntry change(
            CatalogEntry entry,
            String hash,
            @Nullable Instant expiresAt,
            @Nullable Instant withdrawnAt,
            Delivery delivery) {
        return new CatalogEntry(
                entry.namespace(),
                entry.name(),
                entry.registration(),
                entry.uid(),
                entry.generation(),
                hash,
                withdrawnAt,
                entry.state(),
                entry.conditions(),
                expiresAt,
                entry.downloadURL(),
                delivery,
                entry.variants(),
                entry.retiring(),
                null);
    }
}
