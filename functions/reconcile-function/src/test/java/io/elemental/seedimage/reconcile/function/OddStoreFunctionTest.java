package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.store.StoreRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The function stays up beside a store that it may not write to, and says so wherever somebody looks. */
class OddStoreFunctionTest {

    private static final Map<String, String> NO_SWEEP = Map.of("SEEDIMAGE_SWEEP_AT_START", "false");

    @Test
    void eventsAndSweepsAreAnsweredAndNothingIsMade() {
        try (var function = new RunningFunction(NO_SWEEP, StoreRule.CREATE_ONCE)) {
            var headers = Events.seedImage("add");
            for (var times = 0; times < 3; times++) {
                assertThat(function.send(
                                        "POST",
                                        "/reconcile",
                                        headers,
                                        Events.reference(Events.API, "SeedImage", "fleet", "seed"))
                                .statusCode())
                        .isEqualTo(204);
                assertThat(function.send("POST", "/sweep", Events.ping(), Events.bytes("{}"))
                                .statusCode())
                        .isEqualTo(204);
            }

            assertThat(function.storeTrial.tried()).isEqualTo(1);
            assertThat(function.store.list("").map(object -> object.key())).containsExactly(StoreKeys.INSTALLATION);
            assertThat(function.builds.started()).isZero();
            assertThat(conditions(function)).allMatch("StoreUnusable"::equals);
            assertThat(function.seedImages.writes()).isEqualTo(1);
        }
    }

    @Test
    void aSweepWithoutEventsTellsIt() {
        try (var function = new RunningFunction(NO_SWEEP, StoreRule.REPLACE_ONCE)) {
            assertThat(function.send("POST", "/sweep", Events.ping(), Events.bytes("{}"))
                            .statusCode())
                    .isEqualTo(204);

            assertThat(conditions(function)).allMatch("StoreUnusable"::equals);
        }
    }

    /** The reasons of what is about images. */
    private static List<String> conditions(RunningFunction function) {
        return function.seedImages.status(RunningFunction.SEED).orElseThrow().conditions().stream()
                .filter(condition ->
                        Stream.of("Ready", "SeedImageReady", "Stalled").anyMatch(condition.type()::equals))
                .map(Condition::reason)
                .toList();
    }
}
