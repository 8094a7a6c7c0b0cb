package io.elemental.seedimage.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** MinIO as a child process, on a free port of 127.0.0.1 and a folder that is removed afterwards. */
final class MinioProgram {

    private static final Duration STARTING = Duration.ofSeconds(30);

    private MinioProgram() {}

    /** Where it is looked for: SEEDIMAGE_MINIO (property or environment), or where the testbed builds it. */
    static Path path() {
        return Optional.ofNullable(System.getProperty("SEEDIMAGE_MINIO", System.getenv("SEEDIMAGE_MINIO")))
                .map(Path::of)
                .orElseGet(() -> testbed().resolve("bin/minio/minio"));
    }

    /** MinIO's own client, which is looked for where the testbed builds it; SEEDIMAGE_MC says where else. */
    static Path client() {
        return Optional.ofNullable(System.getProperty("SEEDIMAGE_MC", System.getenv("SEEDIMAGE_MC")))
                .map(Path::of)
                .orElseGet(() -> testbed().resolve("bin/minio/mc"));
    }

    private static Path testbed() {
        return Optional.ofNullable(System.getenv("TESTBED_HOME"))
                .map(Path::of)
                .orElseGet(() -> Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                        .map(Path::of)
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                        .resolve("seedimage-testbed"));
    }

    static Optional<RealMinio> start() {
        return Files.isExecutable(path()) ? Optional.of(run(path(), Optional.empty())) : Optional.empty();
    }

    /** One that speaks TLS and nothing else. */
    static Optional<RealMinio> start(TestCertificate certificate) {
        return Files.isExecutable(path()) ? Optional.of(run(path(), Optional.of(certificate))) : Optional.empty();
    }

    private static RealMinio run(Path program, Optional<TestCertificate> certificate) {
        try {
            var folder = Files.createTempDirectory("minio");
            var address = "127.0.0.1:" + freePort();
            var log = folder.resolve("log");
            var builder = new ProcessBuilder(
                            program.toString(),
                            "server",
                            "--quiet",
                            "--address",
                            address,
                            "--certs-dir",
                            certificate
                                    .map(TestCertificate::folder)
                                    .orElse(folder)
                                    .toString(),
                            folder.resolve("data").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("MINIO_ROOT_USER", RealMinio.ACCESS_KEY);
            builder.environment().put("MINIO_ROOT_PASSWORD", RealMinio.SECRET_KEY);
            builder.environment().put("MINIO_BROWSER", "off");
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, folder)));
            var endpoint = URI.create((certificate.isPresent() ? "https://" : "http://") + address);
            awaitAnswer(process, endpoint, log);
            return new RealMinio(endpoint, RealMinio.ACCESS_KEY, RealMinio.SECRET_KEY, "program");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + program, e);
        }
    }

    private static boolean answers(URI endpoint) {
        try {
            return Http.send(Http.get(endpoint.resolve("/minio/health/live"))).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return e.getCause() instanceof SSLException; // it answers with a certificate that is not known here
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitAnswer(Process process, URI endpoint, Path log) throws IOException {
        try {
            await().atMost(STARTING).failFast(() -> !process.isAlive()).until(() -> answers(endpoint));
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            throw new IllegalStateException("MinIO does not start: " + Files.readString(log), e);
        }
    }

    private static void stop(Process process, Path folder) {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            remove(folder);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
