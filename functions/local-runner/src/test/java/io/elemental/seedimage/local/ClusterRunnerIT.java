package io.elemental.seedimage.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.cluster.RealApiServer;
import io.elemental.seedimage.local.common.Await;
import io.elemental.seedimage.local.common.DataFile;
import io.elemental.seedimage.registration.token.RegistrationKeys;
import io.elemental.seedimage.registration.token.RegistrationTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packed local runner at a real API server, as somebody with kubectl meets it. */
@Timeout(300)
class ClusterRunnerIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final RealApiServer server = RealApiServer.orSkip();
    private final String namespace = server.newNamespace();
    private final String key = RegistrationKeys.generate();
    private final String uri =
            "https://elemental.test/elemental/v1/namespaces/%s/registrations/rack".formatted(namespace);
    private final String token = RegistrationTokens.sign(key, uri, null, Instant.now());
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void leadsASeedImageFromKubectlToItsDownloadAndBack() throws Exception {
        try (var source = Source.start();
                var runner = start()) {
            apply(registration());
            say("elementalregistration", "{\"status\": {\"conditions\": [%s]}}".formatted(READY));
            apply(seedImage(source.url(), "first"));

            kubectl("wait", "--for=condition=Ready", "--timeout=120s", "simg/seed");

            var endpoint = URI.create(status("downloadURL"));
            var image = get(endpoint);
            assertThat(image.statusCode()).isEqualTo(200);
            assertThat(sha256(image.body())).isEqualTo(status("variants[0].sha256"));
            assertThat(kubectl("get", "simg"))
                    .containsPattern("NAME +READY +STATE +TYPE +EXPIRES +AGE")
                    .containsPattern("seed +True +Completed +iso +20[0-9-]+T[0-9:]+Z +[0-9]+s");
            assertThat(kubectl("describe", "simg", "seed"))
                    .containsPattern("Normal +SeedImageBuildOngoing .*seedimage-reconciler +Base .* is being built")
                    .containsPattern("Normal +SeedImageBuildSuccess .*seedimage-reconciler +seed image iso available");

            say("simg", "{\"spec\": {\"cloud-config\": {\"hostname\": \"second\"}}}");
            var first = etag(image);
            var second =
                    Await.until(SOON, () -> Optional.of(etag(get(endpoint))).filter(etag -> !etag.equals(first)));
            assertThat(second).isPresent();
            var requests = source.requests();

            kubectl("annotate", "simg", "seed", "seedimage.elemental.cattle.io/retrigger=one");
            assertThat(Await.until(SOON, () -> Optional.of(source.requests()).filter(now -> now > requests)))
                    .as("requests for the base")
                    .isPresent();
            kubectl("wait", "--for=condition=Ready", "--timeout=120s", "simg/seed");

            say("simg", "{\"spec\": {\"baseImage\": \"https://elsewhere.test/x.iso\"}}");
            runner.awaitLine("SeedImage %s/seed: Failed, .*".formatted(namespace));
            assertThat(kubectl("describe", "simg", "seed")).containsPattern("Warning +SeedImageBuildFailure");

            kubectl("delete", "simg", "seed");
            assertThat(Await.until(
                            SOON, () -> Optional.of(get(endpoint).statusCode()).filter(code -> code == 404)))
                    .isPresent();
            assertThat(runner.said()).doesNotContain(token);
        }
    }

    private static final String READY =
            "{\"type\": \"Ready\", \"status\": \"True\", \"lastTransitionTime\": \"2026-11-01T00:00:00Z\"}";

    private RunnerProcess start() throws IOException {
        return RunnerProcess.start(
                Map.of(),
                folder.resolve("data"),
                "--kubeconfig",
                server.kubeconfig().toString());
    }

    private String kubectl(String... arguments) {
        var command = new ArrayList<>(List.of("--namespace", namespace));
        command.addAll(List.of(arguments));
        return server.kubectl(command.toArray(String[]::new));
    }

    private void apply(String manifest) {
        var file = folder.resolve("manifest.yaml");
        DataFile.writeSecret(file, manifest);
        kubectl("apply", "-f", file.toString());
    }

    private void say(String kind, String patch) {
        var subresource = patch.startsWith("{\"status\"") ? "--subresource=status" : "--subresource=";
        kubectl("patch", kind, kind.equals("simg") ? "seed" : "rack", "--type=merge", subresource, "--patch", patch);
    }

    private String status(String path) {
        return kubectl("get", "simg", "seed", "--output", "jsonpath={.status." + path + "}");
    }

    private HttpResponse<byte[]> get(URI endpoint) {
        try {
            var request = HttpRequest.newBuilder(endpoint).header("Registration-Authorization", "Bearer " + token);
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String etag(HttpResponse<?> answer) {
        return answer.headers().firstValue("etag").orElse("none, status " + answer.statusCode());
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private String registration() {
        return """
                apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
                kind: ElementalRegistration
                metadata: {name: rack}
                spec: {config: {elemental: {registration: {uri: "%s", token: %s}, agent: {debug: true, useSystemCertPool: true}}}}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: rack}
                data: {privKey: %s}
                """.formatted(uri, token, Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)));
    }

    private static String seedImage(String baseImage, String hostname) {
        return """
                apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
                kind: SeedImage
                metadata: {name: seed}
                spec:
                  registrationRef: {name: rack}
                  baseImage: %s
                  delivery: Proxy
                  cloud-config: {hostname: %s}
                """.formatted(baseImage, hostname);
    }
}
