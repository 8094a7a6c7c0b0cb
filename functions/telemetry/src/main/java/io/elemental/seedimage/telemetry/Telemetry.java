package io.elemental.seedimage.telemetry;

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

    private static final Duration STEP = Duration.ofSeconds(10);

    private Telemetry() {}

    /**
     * Opens it.
     *
     * @param service its name, unless OTEL_SERVICE_NAME or OTEL_RESOURCE_ATTRIBUTES has another
     */
    public static MeterRegistry open(String service, Map<String, String> environment) {
        return environment.containsKey("OTEL_EXPORTER_OTLP_ENDPOINT")
                        || environment.containsKey("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT")
                ? new OtlpMeterRegistry(new Config(service, environment), Clock.SYSTEM)
                : new CompositeMeterRegistry();
    }

    /** Tells how long this process took from its start until now, when it answers. */
    public static void answers(MeterRegistry meters) {
        ProcessHandle.current()
                .info()
                .startInstant()
                .ifPresent(start -> Measure.START.took(meters, Duration.between(start, Instant.now())));
    }

    /** What the specification leaves open; all else is read from the variables by Micrometer. */
    private record Config(String service, Map<String, String> environment) implements OtlpConfig {

        @Override
        public @Nullable String get(String key) {
            return null;
        }

        @Override
        public TimeUnit baseTimeUnit() {
            return TimeUnit.SECONDS;
        }

        @Override
        public Duration step() {
            return Optional.ofNullable(environment.get("OTEL_METRIC_EXPORT_INTERVAL"))
                    .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
                    .orElse(STEP);
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
