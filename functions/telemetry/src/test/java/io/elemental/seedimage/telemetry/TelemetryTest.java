package io.elemental.seedimage.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.rules.InvalidInputException;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryTest {

    @Test
    void measuresNothingWhereNobodyIsToHearIt() {
        assertThat(Telemetry.open("demo", Map.of()))
                .isInstanceOfSatisfying(
                        CompositeMeterRegistry.class,
                        meters -> assertThat(meters.getRegistries()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "10s", "1000000000"})
    void refusesAnIntervalThatIsNone(String interval) {
        var environment =
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1", "OTEL_METRIC_EXPORT_INTERVAL", interval);

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Telemetry.open("demo", environment))
                .withMessage(
                        "OTEL_METRIC_EXPORT_INTERVAL '%s' is not a number of milliseconds from 1 to 999999999",
                        interval);
    }
}
