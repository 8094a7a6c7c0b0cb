package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.rules.InvalidInputException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void whatIsNotSetHasADefault() {
        var settings = ReconcileFunctionSettings.fromEnvironment(RunningFunction.environment(Map.of()));

        assertThat(settings.sweepAtStart()).isTrue();
        assertThat(settings.sweep().baseRetention()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.sweep().cacheLimit()).isZero();
        assertThat(settings.sweep().leastInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.builds().memoryLimit()).isEqualTo(512L << 20);
        assertThat(settings.reconcile().storeIsPublic()).isFalse();
        assertThat(settings.reconcile().allowedSources().hosts()).isEmpty();
        assertThat(settings.senders().subjects()).isEmpty();
    }

    @Test
    void everythingCanBeSet() {
        var settings = ReconcileFunctionSettings.fromEnvironment(RunningFunction.environment(Map.of(
                "SEEDIMAGE_S3_PUBLIC_ENDPOINT", "https://s3.example",
                "SEEDIMAGE_RECONCILE_ALLOWED_HOSTS", "mirror.example, *.suse.example",
                "SEEDIMAGE_RECONCILE_ALLOWED_SCHEMES", "https",
                "SEEDIMAGE_SWEEP_CACHE_LIMIT", "20GB",
                "SEEDIMAGE_BUILDER_MEMORY", "1GB",
                "SEEDIMAGE_SWEEP_GRACE", "2h")));

        assertThat(settings.reconcile().storeIsPublic()).isTrue();
        assertThat(settings.reconcile().allowedSources().hosts())
                .containsExactlyInAnyOrder("mirror.example", "*.suse.example");
        assertThat(settings.reconcile().allowedSources().schemes()).containsExactly("https");
        assertThat(settings.sweep().cacheLimit()).isEqualTo(20L << 30);
        assertThat(settings.sweep().grace()).isEqualTo(Duration.ofHours(2));
        assertThat(settings.builds().memoryLimit()).isEqualTo(1L << 30);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "SEEDIMAGE_PUBLIC_URL | \"\" | SEEDIMAGE_PUBLIC_URL is missing, for example https://elemental.example",
                "SEEDIMAGE_PUBLIC_URL | elemental | SEEDIMAGE_PUBLIC_URL 'elemental' is not a URL such as "
                        + "https://elemental.example",
                "SEEDIMAGE_RECONCILE_NAMESPACE | \"\" | SEEDIMAGE_RECONCILE_NAMESPACE is missing, for example "
                        + "seedimage-system",
                "PORT | 70000 | PORT '70000' is not a number from 0 to 65535",
                "SEEDIMAGE_SWEEP_SLICE | soon | SEEDIMAGE_SWEEP_SLICE 'soon' is not a duration from 1s to 10m",
                "SEEDIMAGE_SWEEP_SLICE | 11m | SEEDIMAGE_SWEEP_SLICE '11m' is not a duration from 1s to 10m",
                "SEEDIMAGE_SWEEP_CACHE_LIMIT | -1MB | SEEDIMAGE_SWEEP_CACHE_LIMIT '-1MB' is not a size such as 512MB "
                        + "or 20GB",
                "SEEDIMAGE_SWEEP_LEAST_INTERVAL | 2h | SEEDIMAGE_SWEEP_LEAST_INTERVAL '2h' is not a duration from 0s to 1h",
                "SEEDIMAGE_RECONCILE_EVENTS_AUDIENCE | x | SEEDIMAGE_RECONCILE_EVENTS_AUDIENCE and "
                        + "SEEDIMAGE_RECONCILE_EVENTS_FROM go together; only one is set",
                "SEEDIMAGE_SWEEP_AT_START | yes | SEEDIMAGE_SWEEP_AT_START 'yes' is neither true nor false",
                "SEEDIMAGE_RECONCILE_ALLOWED_SCHEMES | ftp | SEEDIMAGE_RECONCILE_ALLOWED_SCHEMES 'ftp' names others "
                        + "than http, https and s3",
                "SEEDIMAGE_BUILDER_MEMORY | 1MB | memoryLimit '1048576' is not at least 128 MiB",
                "SEEDIMAGE_SWEEP_BASE_RETENTION | 1m | SEEDIMAGE_RECONCILE_RETIRED_KEPT_FOR is PT1H; it can be PT1M "
                        + "at most, which is SEEDIMAGE_SWEEP_BASE_RETENTION",
                "SEEDIMAGE_BUILDER_DEADLINE | 7h | SEEDIMAGE_BUILDER_DEADLINE is PT7H; it can be PT6H at most, which "
                        + "is SEEDIMAGE_RECONCILE_GRANT_VALID_FOR"
            })
    void saysWhichSettingIsNoUse(String variable, String value, String sentence) {
        assertThatThrownBy(() ->
                        ReconcileFunctionSettings.fromEnvironment(RunningFunction.environment(Map.of(variable, value))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(sentence);
    }
}
