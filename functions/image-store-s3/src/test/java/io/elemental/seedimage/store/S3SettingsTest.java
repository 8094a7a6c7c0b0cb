package io.elemental.seedimage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.rules.InvalidInputException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3SettingsTest {

    private static final Map<String, String> LEAST =
            Map.of("SEEDIMAGE_S3_ENDPOINT", "http://minio:9000", "SEEDIMAGE_S3_BUCKET", "images");

    @Test
    void needsEndpointAndBucketOnly() {
        var endpoint = URI.create("http://minio:9000");

        assertThat(S3Settings.fromEnvironment(LEAST))
                .isEqualTo(new S3Settings(endpoint, endpoint, "us-east-1", "images", ""));
    }

    @Test
    void readsEverything() {
        var environment = Map.of(
                "SEEDIMAGE_S3_ENDPOINT", "http://minio:9000/",
                "SEEDIMAGE_S3_PUBLIC_ENDPOINT", "https://images.example",
                "SEEDIMAGE_S3_REGION", "eu-central-1",
                "SEEDIMAGE_S3_BUCKET", "images",
                "SEEDIMAGE_S3_PREFIX", "cluster-1/seed");

        assertThat(S3Settings.fromEnvironment(environment))
                .isEqualTo(new S3Settings(
                        URI.create("http://minio:9000"),
                        URI.create("https://images.example"),
                        "eu-central-1",
                        "images",
                        "cluster-1/seed/"));
    }

    @Test
    void takesBlankForNotSet() {
        var environment = new HashMap<>(LEAST);
        environment.put("SEEDIMAGE_S3_REGION", " ");
        environment.put("SEEDIMAGE_S3_PUBLIC_ENDPOINT", "");

        assertThat(S3Settings.fromEnvironment(environment)).isEqualTo(S3Settings.fromEnvironment(LEAST));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENDPOINT        | ''                   | SEEDIMAGE_S3_ENDPOINT is not set",
                "BUCKET          | ''                   | SEEDIMAGE_S3_BUCKET is not set",
                "ENDPOINT        | minio:9000           | SEEDIMAGE_S3_ENDPOINT is not http://host or https://host",
                "ENDPOINT        | http:///x            | SEEDIMAGE_S3_ENDPOINT is not http://host or https://host",
                "ENDPOINT        | ftp://minio          | SEEDIMAGE_S3_ENDPOINT is not http://host or https://host",
                "ENDPOINT        | http://minio/images  | SEEDIMAGE_S3_ENDPOINT has more than scheme, host and port",
                "ENDPOINT        | http://u:secret@m    | SEEDIMAGE_S3_ENDPOINT has more than scheme, host and port",
                "ENDPOINT        | http://minio?x=y     | SEEDIMAGE_S3_ENDPOINT has more than scheme, host and port",
                "ENDPOINT        | http://minio#x       | SEEDIMAGE_S3_ENDPOINT has more than scheme, host and port",
                "ENDPOINT        | http://mi nio        | SEEDIMAGE_S3_ENDPOINT is not a URL: Illegal character in authority at character 10",
                "PUBLIC_ENDPOINT | http://x/y           | SEEDIMAGE_S3_PUBLIC_ENDPOINT has more than scheme, host and port",
                "REGION          | EU                   | SEEDIMAGE_S3_REGION 'EU' is not small letters, digits and hyphens, at most 63",
                "BUCKET          | Images               | SEEDIMAGE_S3_BUCKET 'Images' is not 3 to 63 small letters, digits, dots and hyphens",
                "BUCKET          | ab                   | SEEDIMAGE_S3_BUCKET 'ab' is not 3 to 63 small letters, digits, dots and hyphens",
                "PREFIX          | /a                   | SEEDIMAGE_S3_PREFIX '/a' is not names of letters, digits, dots and hyphens between slashes",
                "PREFIX          | a//b                 | SEEDIMAGE_S3_PREFIX 'a//b' is not names of letters, digits, dots and hyphens between slashes",
                "PREFIX          | a b                  | SEEDIMAGE_S3_PREFIX 'a b' is not names of letters, digits, dots and hyphens between slashes",
            })
    void refusesWithASentence(String name, String value, String sentence) {
        var environment = new HashMap<>(LEAST);
        environment.put("SEEDIMAGE_S3_" + name, value);

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> S3Settings.fromEnvironment(environment))
                .withMessage(sentence);
    }

    @Test
    void refusesALongPrefix() {
        var environment = new HashMap<>(LEAST);
        environment.put("SEEDIMAGE_S3_PREFIX", "a".repeat(201));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> S3Settings.fromEnvironment(environment))
                .withMessage("SEEDIMAGE_S3_PREFIX has 201 characters; the limit is 200");
    }
}
