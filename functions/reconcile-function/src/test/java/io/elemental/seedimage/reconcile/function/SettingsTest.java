package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.reconcile.settings.BuildLimits;
import io.elemental.seedimage.reconcile.settings.NamespaceQuota;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.proxy.AllowedProxies;
import io.elemental.seedimage.store.GrantKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void whatIsNotSetHasADefault() {
        var settings = ReconcileFunctionSettings.fromEnvironment(RunningFunction.environment(Map.of()));

        assertThat(settings.sweepAtStart()).isTrue();
        assertThat(settings.adopt()).isEmpty();
        assertThat(settings.sweep().baseRetention()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.sweep().cacheLimit()).isZero();
        assertThat(settings.sweep().leastInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.builds().memoryLimit()).isEqualTo(512L << 20);
        assertThat(settings.builds().cpuLimit()).isEqualTo(2000);
        assertThat(settings.builds().priorityClass()).isNull();
        assertThat(settings.reconcile().builds()).isEqualTo(BuildLimits.DEFAULT);
        assertThat(settings.reconcile().storeIsPublic()).isFalse();
        assertThat(settings.reconcile().sources().allowed().hosts()).isEmpty();
        assertThat(settings.senders().subjects()).isEmpty();
        assertThat(settings.storeCheckAfter()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.reconcile().sources().proxies()).isEqualTo(AllowedProxies.NONE);
        assertThat(settings.grants()).isEqualTo(new GrantSettings(GrantKeys.NONE, false));
        assertThat(settings.reconcile().quota()).isEqualTo(NamespaceQuota.NONE);
    }

    @Test
    void everythingCanBeSet() {
        var settings = ReconcileFunctionSettings.fromEnvironment(RunningFunction.environment(Map.of(
                "SEEDIMAGE_S3_PUBLIC_ENDPOINT", "https://s3.example",
                "SEEDIMAGE_RECONCILE_ALLOWED_HOSTS", "mirror.example, *.suse.example",
                "SEEDIMAGE_RECONCILE_ALLOWED_SCHEMES", "https",
                "SEEDIMAGE_SWEEP_CACHE_LIMIT", "20GB",
                "SEEDIMAGE_BUILDER_MEMORY", "1GB",
                "SEEDIMAGE_RECONCILE_ACCEPT_RISK", "grants-can-read-the-store",
                "SEEDIMAGE_RECONCILE_STORE_CHECK_AFTER", "2m",
                "SEEDIMAGE_SWEEP_GRACE", "2h")));

        assertThat(settings.reconcile().storeIsPublic()).isTrue();
        assertThat(settings.reconcile().sources().allowed().hosts())
                .containsExactlyInAnyOrder("mirror.example", "*.suse.example");
        assertThat(settings.reconcile().sources().allowed().schemes()).containsExactly("https");
        assertThat(settings.sweep().cacheLimit()).isEqualTo(20L << 30);
        assertThat(settings.sweep().grace()).isEqualTo(Duration.ofHours(2));
        assertThat(settings.builds().memoryLimit()).isEqualTo(1L << 30);
        assertThat(settings.grants().atOwnRisk()).isTrue();
        assertThat(settings.storeCheckAfter()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void whatANamespaceTakesCanBeLimited() {
        var settings = ReconcileFunctionSettings.fromEnvironment(
                RunningFunction.environment(Map.of("SEEDIMAGE_QUOTA_BASES", "3", "SEEDIMAGE_QUOTA_BYTES", "40GB")));

        assertThat(settings.reconcile().quota()).isEqualTo(new NamespaceQuota(3, 40L << 30));
    }

    @Test
    void thePlatformOfThoseWhoNameNoneCanBeSet() {
        assertThat(platform(Map.of())).isEqualTo(Platform.LINUX_AMD64);
        assertThat(platform(Map.of("SEEDIMAGE_DEFAULT_PLATFORM", "linux/aarch64")))
                .isEqualTo(Platform.LINUX_ARM64);
        assertThatThrownBy(() -> platform(Map.of("SEEDIMAGE_DEFAULT_PLATFORM", "arm64")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("SEEDIMAGE_DEFAULT_PLATFORM 'arm64' is neither linux/amd64 nor linux/arm64");
    }

    private static Platform platform(Map<String, String> environment) {
        return ReconcileFunctionSettings.fromEnvironment(RunningFunction.environment(environment))
                .usualPlatform();
    }

    @Test
    void registriesAreAskedAsTheInstallationSays(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("ca.crt"), "-----BEGIN CERTIFICATE-----");
        var settings = ReconcileFunctionSettings.fromEnvironment(RunningFunction.environment(Map.of(
                "SEEDIMAGE_REGISTRY_MIRRORS",
                "docker.io=mirror.example/hub",
                "SEEDIMAGE_RECONCILE_SOURCES_CA_FILE",
                file.toString())));

        assertThat(settings.reconcile().sources().registries().mirrors())
                .isEqualTo(Map.of("docker.io", List.of("mirror.example/hub")));
        assertThat(settings.reconcile().sources().authorities()).contains("-----BEGIN CERTIFICATE-----");
        Files.writeString(file, "no certificate");
        for (var bad : List.of(file + "", folder + "", folder + "/none", "\0")) {
            assertThatThrownBy(() -> ReconcileFunctionSettings.fromEnvironment(
                            RunningFunction.environment(Map.of("SEEDIMAGE_RECONCILE_SOURCES_CA_FILE", bad))))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("SEEDIMAGE_RECONCILE_SOURCES_CA_FILE '%s' ", bad);
        }
    }

    @Test
    void proxiesAreReadAsOtherProgramsReadThem() {
        var settings = ReconcileFunctionSettings.fromEnvironment(RunningFunction.environment(Map.of(
                "HTTP_PROXY", "http://proxy.example:3128",
                "HTTPS_PROXY", "http://user:s3cr3t@proxy.example:3129",
                "NO_PROXY", "minio.minio,10.0.0.0/8",
                "SEEDIMAGE_RECONCILE_ALLOWED_PROXIES", "http://other.example:3128, http://third.example")));

        var proxies = settings.reconcile().sources().proxies();
        assertThat(proxies.usual().http()).hasToString("Optional[http://proxy.example:3128]");
        assertThat(proxies.usual().https()).hasToString("Optional[http://proxy.example:3129]");
        assertThat(proxies.usual().none()).containsExactly("minio.minio", "10.0.0.0/8");
        assertThat(proxies.named()).hasToString("[http://other.example:3128, http://third.example:80]");
        assertThat(settings.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void buildsCanBeLimited() {
        var settings = ReconcileFunctionSettings.fromEnvironment(RunningFunction.environment(Map.of(
                "SEEDIMAGE_BUILDER_CPU", "1",
                "SEEDIMAGE_BUILDER_MAX_SIZE", "20GB",
                "SEEDIMAGE_BUILDER_PRIORITY_CLASS", "seedimage-base-build",
                "SEEDIMAGE_RECONCILE_BUILDS_AT_ONCE", "8",
                "SEEDIMAGE_RECONCILE_BUILDS_AT_ONCE_PER_NAMESPACE", "3")));

        assertThat(settings.builds().cpuLimit()).isEqualTo(1000);
        assertThat(settings.builds().priorityClass()).isEqualTo("seedimage-base-build");
        assertThat(settings.reconcile().builds()).isEqualTo(new BuildLimits(20L << 30, 8, 3));
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
                "SEEDIMAGE_RECONCILE_STORE_CHECK_AFTER | 1s | SEEDIMAGE_RECONCILE_STORE_CHECK_AFTER '1s' is not a "
                        + "duration from 1m to 30d",
                "SEEDIMAGE_SWEEP_SLICE | soon | SEEDIMAGE_SWEEP_SLICE 'soon' is not a duration from 1s to 10m",
                "SEEDIMAGE_SWEEP_SLICE | 11m | SEEDIMAGE_SWEEP_SLICE '11m' is not a duration from 1s to 10m",
                "SEEDIMAGE_SWEEP_CACHE_LIMIT | -1MB | SEEDIMAGE_SWEEP_CACHE_LIMIT '-1MB' is not a size such as 512MB "
                        + "or 20GB",
                "SEEDIMAGE_INSTALLATION_ADOPT | old | SEEDIMAGE_INSTALLATION_ADOPT 'old' is not the uid of a namespace, "
                        + "such as 6f0e2f0c-6f0a-4f5e-9a51-0d6b8b2d1c11",
                "SEEDIMAGE_QUOTA_BASES | -1 | SEEDIMAGE_QUOTA_BASES '-1' is not a number from 0 to 100000",
                "SEEDIMAGE_QUOTA_BYTES | much | SEEDIMAGE_QUOTA_BYTES 'much' is not a size such as 512MB or 20GB",
                "SEEDIMAGE_SWEEP_LEAST_INTERVAL | 2h | SEEDIMAGE_SWEEP_LEAST_INTERVAL '2h' is not a duration from 0s to 1h",
                "SEEDIMAGE_RECONCILE_EVENTS_AUDIENCE | x | SEEDIMAGE_RECONCILE_EVENTS_AUDIENCE and "
                        + "SEEDIMAGE_RECONCILE_EVENTS_FROM go together; only one is set",
                "SEEDIMAGE_SWEEP_AT_START | yes | SEEDIMAGE_SWEEP_AT_START 'yes' is neither true nor false",
                "SEEDIMAGE_RECONCILE_ALLOWED_SCHEMES | ftp | SEEDIMAGE_RECONCILE_ALLOWED_SCHEMES 'ftp' names others "
                        + "than http, https, oci and s3",
                "HTTPS_PROXY | https://user:s3cr3t@proxy.example | HTTPS_PROXY is not the URL of an HTTP proxy such as "
                        + "http://proxy.example:3128",
                "SEEDIMAGE_RECONCILE_ALLOWED_PROXIES | ftp://x | A word of SEEDIMAGE_RECONCILE_ALLOWED_PROXIES is not the "
                        + "URL of an HTTP proxy such as http://proxy.example:3128",
                "SEEDIMAGE_RECONCILE_ACCEPT_RISK | yes | SEEDIMAGE_RECONCILE_ACCEPT_RISK 'yes' names others than "
                        + "grants-can-read-the-store",
                "SEEDIMAGE_S3_GRANT_ACCESS_KEY_ID | x | SEEDIMAGE_S3_GRANT_ACCESS_KEY_ID is set, and "
                        + "SEEDIMAGE_S3_GRANT_SECRET_ACCESS_KEY is not",
                "SEEDIMAGE_S3_READ_SECRET_ACCESS_KEY | x | SEEDIMAGE_S3_READ_SECRET_ACCESS_KEY is set, and "
                        + "SEEDIMAGE_S3_READ_ACCESS_KEY_ID is not",
                "SEEDIMAGE_BUILDER_MEMORY | 1MB | memoryLimit '1048576' is not at least 128 MiB",
                "SEEDIMAGE_BUILDER_CPU | 0 | SEEDIMAGE_BUILDER_CPU '0' is not a number from 1 to 64",
                "SEEDIMAGE_BUILDER_CPU | 500m | SEEDIMAGE_BUILDER_CPU '500m' is not a number from 1 to 64",
                "SEEDIMAGE_BUILDER_MAX_SIZE | 2TB | SEEDIMAGE_BUILDER_MAX_SIZE '2TB' is not a size from 1MB to 1TB",
                "SEEDIMAGE_RECONCILE_BUILDS_AT_ONCE | 0 | SEEDIMAGE_RECONCILE_BUILDS_AT_ONCE '0' is not a number from "
                        + "1 to 1000",
                "SEEDIMAGE_RECONCILE_BUILDS_AT_ONCE_PER_NAMESPACE | 5 | "
                        + "SEEDIMAGE_RECONCILE_BUILDS_AT_ONCE_PER_NAMESPACE '5' is not a number from 1 to 4",
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
