package io.elemental.seedimage.telemetry;

import io.elemental.seedimage.rules.InvalidInputException;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where numbers go: to the OpenTelemetry collector that the environment names, in the variables of its specification,
 * or nowhere. They are pushed, since a function's process ends before anybody comes to fetch them; the last ones when
 * the registry is closed.
 */
public final class Telemetry {

    private static final String INTERVAL = "OTEL_METRIC_EXPORT_INTERVAL";
    private static final String TEN_SECONDS = "10000";

    private Telemetry() {}

    /**
     * Opens it.
     *
     * @param service its name, unless OTEL_SERVICE_NAME or OTEL_RESOURCE_ATTRIBUTES has another
     * @throws InvalidInputException if OTEL_METRIC_EXPORT_INTERVAL is no number of milliseconds above 0
     */
    public static MeterRegistry open(String service, Map<String, String> environment) {
        return environment.containsKey("OTEL_EXPORTER_OTLP_ENDPOINT")
                        || environment.containsKey("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT")
                ? new OtlpMeterRegistry(new Config(service, environment, interval(environment)), Clock.SYSTEM)
                : new CompositeMeterRegistry();
    }

    /** Tells how long this process took from its start until now, when it answers. */
    public static void answers(MeterRegistry meters) {
        ProcessHandle.current()
                .info()
                .startInstant()
                .ifPresent(start -> Measure.START.took(meters, Duration.between(start, Instant.now())));
    }

    private static Duration interval(Map<String, String> environment) {
        var millis = environment.getOrDefault(INTERVAL, TEN_SECONDS);
        if (!millis.matches("[1-9][0-9]{0,8}")) {
            throw new InvalidInputException(
                    "%s '%s' is not a number of milliseconds from 1 to 999999999".formatted(INTERVAL, millis));
        }
        return Duration.ofMillis(Long.parseLong(millis));
    }

    /** What the specification leaves open; all else is read from the variables by Micrometer. */
    private record Config(String service, Map<String, String> environment, Duration step) implements OtlpConfig {

        @Override
        public @Nullable String get(String key) {
            return null;
        }

        @Override
        public TimeUnit baseTimeUnit() {
            return TimeUnit.SECONDS;
        }

        /** Processes of one function differ, so that their counts are added and not taken for one another's. */
        @Override
        public Map<String, String> resourceAttributes() {
            var attributes = new HashMap<String, String>();
            attributes.put("service.namespace", "seedimage");
            attributes.put(
                    "service.instance.id",
                    Optional.ofNullable(environment.get("HOSTNAME"))
                            .orElseGet(() -> UUID.randomUUID().toString()));
            attributes.put("service.name", service);
            attributes.putAll(OtlpConfig.super.resourceAttributes());
            Optional.ofNullable(environment.get("OTEL_SERVICE_NAME"))
                    .ifPresent(name -> attributes.put("service.name", name));
            return attributes;
        }
    }
}
