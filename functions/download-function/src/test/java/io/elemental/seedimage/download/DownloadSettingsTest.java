package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.download.clients.RefusalRules;
import io.elemental.seedimage.download.cors.AllowedOrigins;
import io.elemental.seedimage.download.links.LinkSettings;
import io.elemental.seedimage.registration.token.TokenRules;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.download.LinkRules;
import io.elemental.seedimage.rules.links.LinkKey;
import io.elemental.seedimage.rules.links.LinkKeys;
import io.elemental.seedimage.rules.links.LinkLives;
import io.elemental.seedimage.runtime.ListenAt;
import io.elemental.seedimage.runtime.Variables;
import io.elemental.seedimage.store.S3Settings;
import io.elemental.seedimage.testing.JvmCommand;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloadSettingsTest {

    private static final Map<String, String> LEAST =
            Map.of("SEEDIMAGE_S3_ENDPOINT", "https://minio:9000", "SEEDIMAGE_S3_BUCKET", "images");

    private static final String KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";
    private static final String PREVIOUS_KEY = "QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI=";

    @Test
    void needTheStoreOnly() {
        var endpoint = URI.create("https://minio:9000");

        assertThat(DownloadSettings.fromEnvironment(LEAST))
                .isEqualTo(new DownloadSettings(
                        new ListenAt(null, 8080),
                        new S3Settings(endpoint, endpoint, "us-east-1", "images", ""),
                        Duration.ofSeconds(5),
                        new LinkRules(false, Duration.ofMinutes(10)),
                        new TokenRules(Duration.ofHours(1), true),
                        Duration.ofSeconds(30),
                        256,
                        new RefusalRules(30, Set.of()),
                        new AllowedOrigins(Set.of()),
                        Optional.empty()));
    }

    @Test
    void readEverything() {
        var environment = new HashMap<>(LEAST);
        environment.putAll(Map.of(
                "PORT", "9000",
                "SERVER_ADDRESS", "127.0.0.1",
                "SEEDIMAGE_S3_PUBLIC_ENDPOINT", "https://images.example",
                "SEEDIMAGE_DOWNLOAD_CACHE_FOR", "0s",
                "SEEDIMAGE_DOWNLOAD_LINK_VALID_FOR", "90s",
                "SEEDIMAGE_DOWNLOAD_REGISTRATION_MAX_AGE", "PT2H",
                "SEEDIMAGE_DOWNLOAD_STRICT_AUDIENCE", "false",
                "SEEDIMAGE_DOWNLOAD_WRITE_TIMEOUT", "500ms"));
        environment.putAll(Map.of("SEEDIMAGE_HEAD_TIMEOUT", "3s", "SEEDIMAGE_DOWNLOAD_STREAMS", "20"));
        environment.putAll(Map.of(
                "SEEDIMAGE_PUBLIC_URL", "https://elemental.example",
                "SEEDIMAGE_DOWNLOAD_LINK_KEY", KEY,
                "SEEDIMAGE_DOWNLOAD_PREVIOUS_LINK_KEY", PREVIOUS_KEY,
                "SEEDIMAGE_DOWNLOAD_LINK_BROWSER_FOR", "1m",
                "SEEDIMAGE_DOWNLOAD_LINK_NETBOOT_FOR", "2m",
                "SEEDIMAGE_DOWNLOAD_LINK_BMC_FOR", "3m",
                "SEEDIMAGE_DOWNLOAD_LINK_BMC_AT_MOST", "4m"));
        environment.put("SEEDIMAGE_DOWNLOAD_ALLOWED_ORIGINS", "https://rancher.example, http://localhost:8005");

        assertThat(DownloadSettings.fromEnvironment(environment))
                .isEqualTo(new DownloadSettings(
                        new ListenAt(InetAddress.ofLiteral("127.0.0.1"), 9000, Duration.ofSeconds(3)),
                        new S3Settings(
                                URI.create("https://minio:9000"),
                                URI.create("https://images.example"),
                                "us-east-1",
                                "images",
                                ""),
                        Duration.ZERO,
                        new LinkRules(
                                true,
                                Duration.ofSeconds(90),
                                Optional.of(new LinkLives(
                                        Duration.ofMinutes(1),
                                        Duration.ofMinutes(2),
                                        Duration.ofMinutes(3),
                                        Duration.ofMinutes(4)))),
                        new TokenRules(Duration.ofHours(2), false),
                        Duration.ofMillis(500),
                        20,
                        RefusalRules.of(new Variables(environment)),
                        new AllowedOrigins(Set.of("https://rancher.example", "http://localhost:8005")),
                        Optional.of(new LinkSettings(
                                new LinkKeys(LinkKey.of("", KEY), Optional.of(LinkKey.of("", PREVIOUS_KEY))),
                                URI.create("https://elemental.example")))));
    }

    @Test
    void takeBlankForNotSet() {
        var environment = new HashMap<>(LEAST);
        environment.putAll(Map.of(
                "PORT",
                " ",
                "SERVER_ADDRESS",
                "",
                "SEEDIMAGE_DOWNLOAD_CACHE_FOR",
                "",
                "SEEDIMAGE_S3_PUBLIC_ENDPOINT",
                " "));

        assertThat(DownloadSettings.fromEnvironment(environment)).isEqualTo(DownloadSettings.fromEnvironment(LEAST));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PORT                                    | http     | PORT 'http' is not a number from 0 to 65535",
                "PORT                                    | 65536    | PORT '65536' is not a number from 0 to 65535",
                "PORT                                    | -1       | PORT '-1' is not a number from 0 to 65535",
                "SERVER_ADDRESS                          | a b      | SERVER_ADDRESS 'a b' is not an address of this machine",
                "SEEDIMAGE_S3_ENDPOINT                   | ''       | SEEDIMAGE_S3_ENDPOINT is not set",
                "SEEDIMAGE_DOWNLOAD_CACHE_FOR            | soon     | SEEDIMAGE_DOWNLOAD_CACHE_FOR 'soon' is not a duration from 0s to 5m",
                "SEEDIMAGE_DOWNLOAD_CACHE_FOR            | -1s      | SEEDIMAGE_DOWNLOAD_CACHE_FOR '-1s' is not a duration from 0s to 5m",
                "SEEDIMAGE_DOWNLOAD_CACHE_FOR            | 301s     | SEEDIMAGE_DOWNLOAD_CACHE_FOR '301s' is not a duration from 0s to 5m",
                "SEEDIMAGE_DOWNLOAD_LINK_VALID_FOR       | 0s       | SEEDIMAGE_DOWNLOAD_LINK_VALID_FOR '0s' is not a duration from 1s to 7d",
                "SEEDIMAGE_DOWNLOAD_LINK_VALID_FOR       | 8d       | SEEDIMAGE_DOWNLOAD_LINK_VALID_FOR '8d' is not a duration from 1s to 7d",
                "SEEDIMAGE_DOWNLOAD_REGISTRATION_MAX_AGE | 59s      | SEEDIMAGE_DOWNLOAD_REGISTRATION_MAX_AGE '59s' is not a duration from 1m to 365d",
                "SEEDIMAGE_DOWNLOAD_STRICT_AUDIENCE      | yes      | SEEDIMAGE_DOWNLOAD_STRICT_AUDIENCE 'yes' is neither true nor false",
                "SEEDIMAGE_DOWNLOAD_WRITE_TIMEOUT        | 99ms     | SEEDIMAGE_DOWNLOAD_WRITE_TIMEOUT '99ms' is not a duration from 100ms to 1h",
                "SEEDIMAGE_HEAD_TIMEOUT                  | 999ms    | SEEDIMAGE_HEAD_TIMEOUT '999ms' is not a duration from 1s to 1m",
                "SEEDIMAGE_HEAD_TIMEOUT                  | 61s      | SEEDIMAGE_HEAD_TIMEOUT '61s' is not a duration from 1s to 1m",
                "SEEDIMAGE_DOWNLOAD_STREAMS              | 0        | SEEDIMAGE_DOWNLOAD_STREAMS '0' is not a number from 1 to 384",
                "SEEDIMAGE_DOWNLOAD_STREAMS              | 385      | SEEDIMAGE_DOWNLOAD_STREAMS '385' is not a number from 1 to 384",
                "SEEDIMAGE_DOWNLOAD_REFUSALS             | 0        | SEEDIMAGE_DOWNLOAD_REFUSALS '0' is not a number from 1 to 1000000",
                "SEEDIMAGE_DOWNLOAD_TRUSTED_HOPS         | ingress  | SEEDIMAGE_DOWNLOAD_TRUSTED_HOPS: 'ingress' is neither an address nor a network such as 10.0.0.0/8",
                "SEEDIMAGE_DOWNLOAD_TRUSTED_HOPS         | ::/129   | SEEDIMAGE_DOWNLOAD_TRUSTED_HOPS: '::/129' is neither an address nor a network such as 10.0.0.0/8",
                "SEEDIMAGE_DOWNLOAD_ALLOWED_ORIGINS      | *        | SEEDIMAGE_DOWNLOAD_ALLOWED_ORIGINS '*' is not an origin such as https://rancher.example",
                "SEEDIMAGE_DOWNLOAD_ALLOWED_ORIGINS      | null     | SEEDIMAGE_DOWNLOAD_ALLOWED_ORIGINS 'null' is not an origin such as https://rancher.example",
                "SEEDIMAGE_DOWNLOAD_ALLOWED_ORIGINS      | https://a/ | SEEDIMAGE_DOWNLOAD_ALLOWED_ORIGINS 'https://a/' is not an origin such as https://rancher.example",
                "SEEDIMAGE_DOWNLOAD_ALLOWED_ORIGINS      | https://A  | SEEDIMAGE_DOWNLOAD_ALLOWED_ORIGINS 'https://A' is not an origin such as https://rancher.example",
                "SEEDIMAGE_DOWNLOAD_ALLOWED_ORIGINS      | https://a:443 | SEEDIMAGE_DOWNLOAD_ALLOWED_ORIGINS 'https://a:443' is not an origin such as https://rancher.example",
                "SEEDIMAGE_DOWNLOAD_LINK_KEY             | secret   | SEEDIMAGE_DOWNLOAD_LINK_KEY is not a key of 32 bytes in base64, as 'openssl rand -base64 32' makes it",
                "SEEDIMAGE_DOWNLOAD_LINK_KEY             | QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE= | SEEDIMAGE_PUBLIC_URL is missing, for example https://elemental.example",
                "SEEDIMAGE_DOWNLOAD_LINK_BROWSER_FOR     | 2d       | SEEDIMAGE_DOWNLOAD_LINK_BROWSER_FOR '2d' is not a duration from 1s to 1d",
                "SEEDIMAGE_DOWNLOAD_LINK_BMC_AT_MOST     | 366d     | SEEDIMAGE_DOWNLOAD_LINK_BMC_AT_MOST '366d' is not a duration from 1m to 365d",
                "SEEDIMAGE_DOWNLOAD_WRITE_TIMEOUT        | 2h       | SEEDIMAGE_DOWNLOAD_WRITE_TIMEOUT '2h' is not a duration from 100ms to 1h",
            })
    void refuseWithASentence(String variable, String value, String sentence) {
        var environment = new HashMap<>(LEAST);
        environment.put(variable, value);

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> DownloadSettings.fromEnvironment(environment))
                .withMessage(sentence);
    }

    @Test
    void endTheProgramWithOneSentenceWhereTheyAreBad() throws Exception {
        var builder = new ProcessBuilder(JvmCommand.of(DownloadFunction.class, List.of()));
        builder.environment().clear();
        builder.environment().putAll(LEAST);
        builder.environment().put("PORT", "x");
        var process = builder.redirectErrorStream(true).start();

        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(said).isEqualTo("PORT 'x' is not a number from 0 to 65535" + System.lineSeparator());
    }
}
