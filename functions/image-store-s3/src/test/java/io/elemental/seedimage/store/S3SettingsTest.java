package io.elemental.seedimage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.testing.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3SettingsTest {

    private static final Map<String, String> LEAST =
            Map.of("SEEDIMAGE_S3_ENDPOINT", "https://minio:9000", "SEEDIMAGE_S3_BUCKET", "images");

    @TempDir
    private Path folder;

    @Test
    void needsEndpointAndBucketOnly() {
        var endpoint = URI.create("https://minio:9000");

        assertThat(S3Settings.fromEnvironment(LEAST))
                .isEqualTo(new S3Settings(endpoint, endpoint, "us-east-1", "images", ""));
    }

    @Test
    void readsEverything() {
        var environment = Map.of(
                "SEEDIMAGE_S3_ENDPOINT", "http://minio:9000/",
                "SEEDIMAGE_S3_PLAIN_HTTP", "true",
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

    @ParameterizedTest
    @CsvSource({"ENDPOINT, http://minio:9000", "PUBLIC_ENDPOINT, http://images.example"})
    void takesPlainHttpOnlyWhereItIsWantedByName(String name, String endpoint) {
        var environment = new HashMap<>(LEAST);
        environment.put("SEEDIMAGE_S3_" + name, endpoint);

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> S3Settings.fromEnvironment(environment))
                .withMessage(
                        "SEEDIMAGE_S3_%s is http, where whoever is on the way sees images and tokens: "
                                + "use https, or set SEEDIMAGE_S3_PLAIN_HTTP=true",
                        name);
        environment.put("SEEDIMAGE_S3_PLAIN_HTTP", "true");
        assertThat(S3Settings.fromEnvironment(environment).bucket()).isEqualTo("images");
    }

    @Test
    void readsItsOwnAuthorities() throws IOException {
        var certificate = TestCertificate.make(folder, "dns:minio");
        var environment = new HashMap<>(LEAST);
        environment.put("SEEDIMAGE_S3_CA_FILE", certificate.file().toString());

        assertThat(S3Settings.fromEnvironment(environment).authorities())
                .isEqualTo(new Authorities(Files.readString(certificate.file())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none  | cannot be read",
                "empty | is not a PEM of certificates",
                "words | is not a PEM of certificates",
                "torn  | is not a PEM of certificates",
                "large | has more than 1048576 bytes",
            })
    void refusesAuthoritiesThatAreNone(String file, String why) throws IOException {
        Files.writeString(folder.resolve("empty"), "");
        Files.writeString(folder.resolve("words"), "no certificate");
        Files.writeString(folder.resolve("torn"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Files.writeString(folder.resolve("large"), " ".repeat(1024 * 1024 + 1));
        var environment = new HashMap<>(LEAST);
        environment.put("SEEDIMAGE_S3_CA_FILE", folder.resolve(file).toString());

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> S3Settings.fromEnvironment(environment))
                .withMessage("SEEDIMAGE_S3_CA_FILE '%s' %s", folder.resolve(file), why);
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
                "PLAIN_HTTP      | yes                  | SEEDIMAGE_S3_PLAIN_HTTP 'yes' is neither true nor false",
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
