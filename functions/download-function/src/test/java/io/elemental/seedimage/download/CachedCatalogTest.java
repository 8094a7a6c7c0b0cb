package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often the store is asked what it has been asked before, through the whole function. */
class CachedCatalogTest {

    private static final int REQUESTS = 500;

    private final Fleet fleet = new Fleet();

    @SuppressWarnings("NullAway.Init")
    private RunningFunction function;

    @BeforeEach
    void start() {
        fleet.register(Fleet.RACK);
        fleet.publish("seed", fleet.image("seed", 300_000, false));
        function = RunningFunction.start(fleet, Map.of("SEEDIMAGE_DOWNLOAD_CACHE_FOR", "5s"));
    }

    @AfterEach
    void stop() {
        function.close();
    }

    /** As a BMC reads an image that it has mounted. */
    @Test
    void readsEveryDocumentOnceForHundredsOfRanges() throws IOException {
        var range = RawClient.get(fleet, "seed", "Range: bytes=100010-100010\r\n");

        try (var client = RawClient.sends(function, range.repeat(REQUESTS))) {
            for (var i = 0; i < REQUESTS; i++) {
                assertThat(client.head()).startsWith("HTTP/1.1 206");
                assertThat(client.read(1)).hasSize(1);
            }
        }

        assertThat(fleet.store.asked())
                .map(asked -> asked.replaceFirst("[0-9a-f]{32,}(-1)?", "x"))
                .containsExactlyInAnyOrder(
                        "get catalog/fleet/rack/registration.json",
                        "get catalog/fleet/rack/seedimages/seed/entry.json",
                        "get images/x/overlay.json",
                        "get bases/x/manifest.json");
    }

    @Test
    void asksWhetherAnythingChangedWhenTheTimeIsUp() {
        assertThat(status(fleet.token())).isEqualTo(200);
        fleet.store.asked();

        fleet.clock.advance(Duration.ofSeconds(5));

        assertThat(status(fleet.token())).isEqualTo(200);
        assertThat(fleet.store.asked())
                .filteredOn(asked -> !asked.startsWith("read"))
                .containsExactly(
                        "getIfChanged catalog/fleet/rack/registration.json",
                        "getIfChanged catalog/fleet/rack/seedimages/seed/entry.json");
    }

    @Test
    void seesAChangeWhenTheTimeIsUp() {
        assertThat(status(fleet.token())).isEqualTo(200);
        fleet.publish("seed");

        assertThat(status(fleet.token())).isEqualTo(200);
        fleet.clock.advance(Duration.ofSeconds(5));
        assertThat(status(fleet.token())).isEqualTo(503);
    }

    @Test
    void letsNoTokenOutliveItsTime() {
        var token = fleet.tokens.issue(Fleet.uri(Fleet.RACK), null, Fleet.NOW.plusSeconds(2));
        assertThat(status(token)).isEqualTo(200);

        fleet.clock.advance(Duration.ofSeconds(2));

        assertThat(status(token)).isEqualTo(403);
    }

    @Test
    void letsNoRegistrationOutliveItsCheck() {
        fleet.register(Fleet.RACK, null, Fleet.NOW.minus(Duration.ofMinutes(60)).plusSeconds(2));
        assertThat(status(fleet.token())).isEqualTo(200);

        fleet.clock.advance(Duration.ofSeconds(3));

        assertThat(status(fleet.token())).isEqualTo(503);
    }

    @Test
    void letsNoImageOutliveItsExpiry() {
        fleet.publish(
                "seed",
                entry -> new CatalogEntry(
                        entry.namespace(),
                        entry.name(),
                        entry.registration(),
                        entry.uid(),
                        entry.generation(),
                        entry.registrationHash(),
                        null,
                        entry.state(),
                        entry.conditions(),
                        Fleet.NOW.plusSeconds(2),
                        null,
                        Delivery.AUTO,
                        entry.variants(),
                        entry.retiring(),
                        null),
                fleet.image("seed", 300_000, false));
        assertThat(status(fleet.token())).isEqualTo(200);

        fleet.clock.advance(Duration.ofSeconds(2));

        assertThat(status(fleet.token())).isEqualTo(410);
    }

    private int status(String token) {
        return function.send(function.request(RunningFunction.pathOf("seed"))
                        .header(RunningFunction.TOKEN_HEADER, "Bearer " + token))
                .statusCode();
    }
}
