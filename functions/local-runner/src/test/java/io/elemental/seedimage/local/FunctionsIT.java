package io.elemental.seedimage.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.cluster.RealApiServer;
import io.elemental.seedimage.cluster.builds.ActingNode;
import io.elemental.seedimage.local.common.Await;
import io.elemental.seedimage.local.common.DataFile;
import io.elemental.seedimage.local.processes.JavaProgram;
import io.elemental.seedimage.registration.token.RegistrationKeys;
import io.elemental.seedimage.registration.token.RegistrationTokens;
import io.elemental.seedimage.testing.RealMinio;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both functions as packed programs, a real API server and a real MinIO. The test is the event source and the kubelet:
 * it runs the builder with the grant of the Job's own Secret.
 */
@Timeout(300)
class FunctionsIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final RealApiServer server = RealApiServer.orSkip();
    private final String namespace = server.newNamespace();
    private final FunctionPair functions = new FunctionPair(server, RealMinio.orSkip(), namespace);
    private final ActingNode node = new ActingNode(server.client(), namespace);
    private final HttpClient http = HttpClient.newHttpClient();
    private final String key = RegistrationKeys.generate();
    private final String uri =
            "https://elemental.test/elemental/v1/namespaces/%s/registrations/rack".formatted(namespace);
    private final String token = RegistrationTokens.sign(key, uri, null, Instant.now());

    @AfterEach
    void end() {
        functions.close();
        kubectl("delete", "simg", "--all"); // so that the functions of others do not see them
    }

    @Test
    void fromApplyToDownloadAndAway() throws Exception {
        try (var collector = Collector.start();
                var source = Source.start()) {
            functions.measuredBy(collector);
            functions.start(folder, true);
            apply(registration());
            kubectl("patch", "elementalregistration", "rack", "--type=merge", "--subresource=status", "--patch", READY);
            apply(seedImage(source.url()));
            assertThat(functions.event("add", "SeedImage", namespace, "seed")).isEqualTo(204);

            var job = job();
            assertThat(job.getSpec().getTemplate().getSpec().getAutomountServiceAccountToken())
                    .isFalse();
            assertThat(condition("SeedImageReady")).isEqualTo("False SeedImageBuildOngoing");
            assertThat(build(job)).as("the builder's last line").startsWith("Prepared a base");
            assertThat(functions.event(
                            "update", "Job", namespace, job.getMetadata().getName()))
                    .isEqualTo(204);

            kubectl("wait", "--for=condition=Ready", "--timeout=10s", "simg/seed");
            var image = get(URI.create(status("downloadURL")));
            assertThat(image.statusCode()).isEqualTo(200);
            assertThat(sha256(image.body())).isEqualTo(status("variants[0].sha256"));
            assertThat(jobs()).as("Jobs left").isEmpty();

            rotate();
            assertThat(functions.event("update", "ElementalRegistration", namespace, "rack"))
                    .isEqualTo(204);
            assertThat(get(URI.create(status("downloadURL"))).statusCode())
                    .as("with a token of the key before")
                    .isEqualTo(403);

            var url = URI.create(status("downloadURL"));
            kubectl("delete", "simg", "seed");
            assertThat(functions.sweep()).as("the deletion's event got lost").isEqualTo(204);
            assertThat(get(url).statusCode()).isIn(403, 404);
            assertThat(functions.logs())
                    .doesNotContain(token)
                    .doesNotContain("PRIVATE KEY")
                    .doesNotContain("X-Amz-");

            functions.close();
            assertThat(collector.meters()).allMatch(name -> name.startsWith("seedimage."));
            assertThat(collector.timed("seedimage-download", "seedimage.downloads", "outcome=whole"))
                    .isEqualTo(1);
            assertThat(collector.timed("seedimage-download", "seedimage.downloads", "outcome=token-refused"))
                    .as("after the rotation, and after the deletion")
                    .isEqualTo(2);
            assertThat(collector.timed("seedimage-reconcile", "seedimage.events", "kind=seed-image-changed"))
                    .isEqualTo(1);
            assertThat(collector.timed("seedimage-reconcile", "seedimage.sweeps", "outcome=done"))
                    .isPositive();
            assertThat(collector.timed("seedimage-reconcile", "seedimage.store.calls", "call=put"))
                    .isPositive();
            assertThat(collector.meters()).contains("seedimage.cluster.calls", "seedimage.start", "seedimage.streamed");
            assertThat(collector.all()).doesNotContain(namespace).doesNotContain(token);
        }
    }

    /** The name is public; what it stands for is known where it is connected to, which is in the builder. */
    @Test
    void aNameOfAPrivateAddressIsRefused() throws Exception {
        functions.start(folder, false);
        try (var source = Source.start()) {
            apply(registration());
            kubectl("patch", "elementalregistration", "rack", "--type=merge", "--subresource=status", "--patch", READY);
            apply(seedImage(source.url().replace("127.0.0.1", "localhost")));
            assertThat(functions.event("add", "SeedImage", namespace, "seed")).isEqualTo(204);
            var job = job();

            var sentence = build(job);

            assertThat(sentence)
                    .isEqualTo("The source %s is not allowed.", source.url().replace("127.0.0.1", "localhost"));
            var name = job.getMetadata().getName();
            assertThat(functions.event("update", "Job", namespace, name)).isEqualTo(204);
            assertThat(condition("SeedImageReady")).isEqualTo("False SeedImageBuildFailure");
            assertThat(kubectl("describe", "simg", "seed"))
                    .contains(sentence)
                    .containsPattern("Warning +SeedImageBuildFailure");
            assertThat(source.requests()).isZero();
        }
    }

    private static final String READY = "{\"status\": {\"conditions\": [{\"type\": \"Ready\", \"status\": \"True\","
            + " \"lastTransitionTime\": \"2026-11-01T00:00:00Z\"}]}}";

    /** Waits for the Job as a kubelet would, and for its Secret. */
    private Job job() {
        return Await.until(SOON, () -> jobs().stream().findFirst()).orElseThrow(() -> new AssertionError("no Job"));
    }

    private List<Job> jobs() {
        return server.client().batch().v1().jobs().inNamespace(namespace).list().getItems();
    }

    /** Runs the builder as the Job's pod would, until the Job has ended, and returns the builder's last line. */
    private String build(Job job) throws IOException, InterruptedException {
        var build = job.getMetadata().getName().substring("base-".length());
        // The source of these tests lies on this machine, which no setting of an installation allows.
        var grant = Files.writeString(
                folder.resolve("grant"),
                new String(node.grant(build), StandardCharsets.UTF_8)
                        .replace(
                                "\"localAddresses\":false,\"privateAddresses\":true",
                                "\"localAddresses\":true,\"privateAddresses\":true"));
        var scratch = Files.createDirectories(folder.resolve("scratch"));
        var log = folder.resolve("builder.log");
        var status = new JavaProgram(
                        Path.of("../base-builder/target/base-builder.jar").toAbsolutePath())
                .with(Map.of(), "--grant", grant.toString(), "--scratch", scratch.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        var lastLine = Files.readAllLines(log).getLast();
        if (status == 0) {
            node.complete(build);
        } else {
            node.endContainer(build, status, "Error", lastLine);
            node.fail(build, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
        }
        return lastLine;
    }

    /** As after a leak: another key, another token. */
    private void rotate() {
        var other = RegistrationKeys.generate();
        var fresh = RegistrationTokens.sign(other, uri, null, Instant.now());
        apply(registration(other, fresh));
    }

    private void apply(String manifest) {
        var file = folder.resolve("manifest.yaml");
        DataFile.writeSecret(file, manifest);
        kubectl("apply", "-f", file.toString());
    }

    private String kubectl(String... arguments) {
        var command = new ArrayList<>(List.of("--namespace", namespace));
        command.addAll(List.of(arguments));
        return server.kubectl(command.toArray(String[]::new));
    }

    private String status(String path) {
        return kubectl("get", "simg", "seed", "--output", "jsonpath={.status." + path + "}");
    }

    private String condition(String type) {
        return status("conditions[?(@.type==\"%s\")].status".formatted(type)) + " "
                + status("conditions[?(@.type==\"%s\")].reason".formatted(type));
    }

    private HttpResponse<byte[]> get(URI endpoint) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(endpoint).header("Registration-Authorization", "Bearer " + token);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private String registration() {
        return registration(key, token);
    }

    private String registration(String privateKey, String registrationToken) {
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
                """.formatted(
                        uri,
                        registrationToken,
                        Base64.getEncoder().encodeToString(privateKey.getBytes(StandardCharsets.UTF_8)));
    }

    private static String seedImage(String baseImage) {
        return """
                apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
                kind: SeedImage
                metadata: {name: seed}
                spec:
                  registrationRef: {name: rack}
                  baseImage: %s
                  delivery: Proxy
                  cloud-config: {hostname: first}
                """.formatted(baseImage);
    }
}
