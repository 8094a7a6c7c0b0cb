package io.elemental.seedimage.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.local.common.Await;
import io.elemental.seedimage.local.common.DataFile;
import io.elemental.seedimage.local.once.Tool;
import io.elemental.seedimage.registration.token.RegistrationKeys;
import io.elemental.seedimage.registration.token.RegistrationTokens;
import io.elemental.seedimage.testing.ExternalCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packed local runner with all its processes, as its user meets it. */
@Timeout(300)
class LocalRunnerIT {

    private static final String URI_OF_RACK = "https://elemental.test/elemental/v1/namespaces/fleet/registrations/rack";
    private static final String PATH = "/elemental/v1/namespaces/fleet/registrations/rack/seedimages/seed";
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String key = RegistrationKeys.generate();
    private final String token = RegistrationTokens.sign(key, URI_OF_RACK, null, Instant.now());

    @BeforeEach
    void manifests() throws IOException {
        Files.createDirectories(folder.resolve("manifests"));
    }

    @Test
    void followsWhatHappensToItsManifests() throws IOException {
        try (var source = Source.start();
                var runner = start()) {
            put("registration.yaml", registration());
            put("seed.yaml", seedImage(source.url(), "first"));
            runner.awaitLine("SeedImage fleet/seed: Completed.*");
            var endpoint = runner.url().resolve(PATH);
            var first = etag(endpoint).orElseThrow();
            var requests = source.requests();

            var start = System.nanoTime();
            put("seed.yaml", seedImage(source.url(), "second"));
            var _ = Await.until(SOON, () -> etag(endpoint).filter(seen -> !seen.equals(first)))
                    .orElseThrow();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(source.requests())
                    .as("requests for the base, which is there")
                    .isEqualTo(requests);

            put("seed.yaml", "{nonsense");
            runner.awaitLine("seed.yaml line 1: .*");
            assertThat(status(endpoint)).as("while the manifest is broken").isEqualTo(200);

            Files.delete(folder.resolve("manifests/seed.yaml"));
            var _ = Await.until(SOON, () -> Optional.of(status(endpoint)).filter(seen -> seen == 404))
                    .orElseThrow();
        }
    }

    @Test
    void theCommandsThatItPrintsCanBePasted() throws IOException {
        try (var source = Source.start();
                var runner = start()) {
            put("registration.yaml", registration());
            put("seed.yaml", seedImage(source.url(), "pasted"));
            runner.awaitLine(" *cat -s iso-config/\\*");
            var commands = runner.said()
                    .lines()
                    .dropWhile(line -> !line.matches(" +# Download .*"))
                    .takeWhile(line -> line.isEmpty() || line.startsWith("  "));
            var pasted = Files.createDirectories(folder.resolve("pasted"));

            var ran = new Tool(pasted).run("bash", "-e", "-c", String.join("\n", commands.toList()));

            assertThat(ran.status()).as(ran.err()).isZero();
            assertThat(ran.out()).contains("rack-seed-amd64.iso: OK").contains("hostname: \"pasted\"");
            assertThat(runner.said()).doesNotContain(token);
        }
    }

    /** As a BMC shows it to its machine: a file, of which every look is a range. Needs FUSE. */
    @Test
    void theImageIsLookedIntoWithoutBeingDownloaded() throws IOException {
        ExternalCommand.orSkip("nbdkit", "nbdfuse");
        try (var source = Source.start();
                var runner = start()) {
            put("registration.yaml", registration());
            put("seed.yaml", seedImage(source.url(), "looked-into"));
            runner.awaitLine("SeedImage fleet/seed: Completed.*");

            var looked = new Tool(folder)
                    .run(
                            "bash",
                            "-c",
                            """
                            mkdir media && : >media/image
                            timeout 200 nbdfuse media/image --command nbdkit -s curl "url=$0" "header=$1" protocols=http &
                            for i in $(seq 600); do [ -s media/image ] && break; sleep 0.1; done
                            xorriso -osirrox on -indev stdio:media/image -extract /iso-config looked
                            status=$?
                            umount media/image
                            wait
                            exit $status""",
                            runner.url().resolve(PATH).toString(),
                            "Registration-Authorization: Bearer " + token);

            assertThat(looked.status()).as(looked.err()).isZero();
            try (var files = Files.walk(folder.resolve("looked"))) {
                assertThat(files.filter(Files::isRegularFile))
                        .anySatisfy(file -> assertThat(file).content().contains("looked-into"));
            }
        }
    }

    @Test
    void saysWhyThereIsNoImage() throws IOException {
        try (var runner = start()) {
            put("registration.yaml", registration());
            put("seed.yaml", seedImage("ftp://mirror.test/a.iso", "any"));
            runner.awaitLine(
                    "seed.yaml line 1: spec\\.baseImage must be an http, https or s3 URL, or an image such as registry\\.example/elemental-iso:v1");

            put("seed.yaml", seedImage("s3://other/uploads/fleet/a.iso", "any"));
            runner.awaitLine("SeedImage fleet/seed: Failed, .*spec\\.baseImage 's3://other/uploads/fleet/a\\.iso' .*");
            var answer = get(runner.url().resolve(PATH));
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body())
                    .contains("urn:elemental:seedimage:problem:")
                    .doesNotContain(token);
        }
    }

    @Test
    void endsWithAllThatItStartedAlsoWhenItWasKilledBefore() throws IOException {
        try (var source = Source.start()) {
            source.holdUp();
            put("registration.yaml", registration());
            put("seed.yaml", seedImage(source.url(), "any"));
            var killed = start();
            killed.awaitLine(".*builder: fetching the source: .*");
            var left = killed.children();
            assertThat(left).as("download function and builder").hasSize(2);
            killed.kill();

            source.goOn();
            try (var runner = start()) {
                runner.awaitLine("SeedImage fleet/seed: Completed.*");
                assertThat(left).noneMatch(ProcessHandle::isAlive);
                var second = start();
                assertThat(second.awaitEnd()).isEqualTo(LocalRunner.USAGE);
                assertThat(second.said()).contains("another run-local works on").contains("--data");
                left = runner.children();
            }
            assertThat(left).noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void saysWhatIsWrongWithItsOptions() throws IOException {
        try (var runner = RunnerProcess.start(Map.of(), folder, "--delivery", "pigeon")) {
            assertThat(runner.awaitEnd()).isEqualTo(LocalRunner.USAGE);
            assertThat(runner.said()).contains("'pigeon' is not auto, redirect or proxy");
        }
        try (var runner = RunnerProcess.start(Map.of(), folder, "--base", "/no/such.iso")) {
            assertThat(runner.awaitEnd()).isEqualTo(LocalRunner.USAGE);
            assertThat(runner.said()).contains("--base /no/such.iso is no file, no URL, and no image of a registry");
        }
        try (var runner = RunnerProcess.start(Map.of(), folder, "--help")) {
            assertThat(runner.awaitEnd()).isZero();
            assertThat(runner.said()).contains("--manifests").contains("--once");
        }
    }

    private RunnerProcess start() throws IOException {
        return RunnerProcess.start(
                Map.of(),
                folder.resolve("data"),
                "--manifests",
                folder.resolve("manifests").toString(),
                "--delivery",
                "proxy");
    }

    private void put(String file, String content) {
        DataFile.write(folder.resolve("manifests").resolve(file), content);
    }

    private Optional<String> etag(URI endpoint) {
        var answer = get(endpoint);
        return answer.statusCode() == 200 ? answer.headers().firstValue("etag") : Optional.empty();
    }

    private int status(URI endpoint) {
        return get(endpoint).statusCode();
    }

    private HttpResponse<String> get(URI endpoint) {
        try {
            var request = HttpRequest.newBuilder(endpoint).header("Registration-Authorization", "Bearer " + token);
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private String registration() {
        return """
                apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
                kind: ElementalRegistration
                metadata: {namespace: fleet, name: rack}
                spec: {config: {elemental: {registration: {uri: "%s", token: %s}, agent: {debug: true, useSystemCertPool: true}}}}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {namespace: fleet, name: rack}
                data: {privKey: %s}
                """.formatted(URI_OF_RACK, token, Base64.getEncoder().encodeToString(bytes(key)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String seedImage(String baseImage, String hostname) {
        return """
                apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
                kind: SeedImage
                metadata: {namespace: fleet, name: seed}
                spec:
                  registrationRef: {name: rack}
                  baseImage: %s
                  cleanupAfterMinutes: 0
                  cloud-config: {hostname: %s}
                """.formatted(baseImage, hostname);
    }
}
