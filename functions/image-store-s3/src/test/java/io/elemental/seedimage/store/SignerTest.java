package io.elemental.seedimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class SignerTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final URI STORE = URI.create("http://minio.local:9000");
    private static final S3Settings SETTINGS = new S3Settings(STORE, STORE, "us-east-1", "images", "fleet");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,     21600",
                "PT1H,  3600",
                "PT24H, 21600",
                "PT0S,  1",
                "-PT1H, 1",
            })
    void signsForNoLongerThanTheKeyLives(@Nullable Duration left, long seconds) {
        try (var signer = new Signer(S3Store.presigner(SETTINGS, STORE, key(left)), key(left), () -> NOW)) {
            var links = new S3GrantLinks(SETTINGS, signer, signer);
            var link = links.document("a", Duration.ofHours(6));

            assertThat(links.validFor(Duration.ofHours(6))).hasSeconds(seconds);
            assertThat(link.getQuery()).contains("X-Amz-Expires=%s&".formatted(seconds));
        }
    }

    private static AwsCredentialsProvider key(@Nullable Duration left) {
        var key = AwsSessionCredentials.builder()
                .accessKeyId("id")
                .secretAccessKey("secret")
                .sessionToken("session");
        return StaticCredentialsProvider.create(
                left == null ? key.build() : key.expirationTime(NOW.plus(left)).build());
    }
}
