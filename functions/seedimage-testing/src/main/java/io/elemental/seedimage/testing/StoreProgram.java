package io.elemental.seedimage.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** A store as a child process, on a free port of 127.0.0.1 and a folder that is removed afterwards. */
final class StoreProgram {

    private static final Duration STARTING = Duration.ofSeconds(30);

    /** What a program is called with. */
    interface Arguments {
        List<String> at(String address, Path folder);
    }

    private StoreProgram() {}

    /** Where a program is looked for: where a property or variable says, or where the testbed builds it. */
    static Path find(String variable, String part) {
        return Optional.ofNullable(System.getProperty(variable, System.getenv(variable)))
                .map(Path::of)
                .orElseGet(() -> testbed().resolve("bin").resolve(part));
    }

    private static Path testbed() {
        return Optional.ofNullable(System.getenv("TESTBED_HOME"))
                .map(Path::of)
                .orElseGet(() -> Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                        .map(Path::of)
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                        .resolve("seedimage-testbed"));
    }

    /**
     * Returns when it answers 200.
     *
     * @param health path that it answers at
     */
    static URI run(Path program, Map<String, String> environment, String scheme, String health, Arguments arguments) {
        try {
            var folder = Files.createTempDirectory(program.getFileName().toString());
            var address = "127.0.0.1:" + FreePort.find();
            var log = folder.resolve("log");
            var builder = new ProcessBuilder(program.toString()).redirectErrorStream(true);
            builder.command().addAll(arguments.at(address, Files.createDirectory(folder.resolve("data"))));
            builder.redirectOutput(log.toFile()).environment().putAll(environment);
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, folder)));
            var endpoint = URI.create(scheme + "://" + address);
            awaitAnswer(process, endpoint.resolve(health), log);
            return endpoint;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + program, e);
        }
    }

    private static void awaitAnswer(Process process, URI health, Path log) throws IOException {
        try {
            await().atMost(STARTING).failFast(() -> !process.isAlive()).until(() -> answers(health));
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            throw new IllegalStateException("the store does not start: " + Files.readString(log), e);
        }
    }

    private static boolean answers(URI health) {
        try {
            return Http.send(Http.get(health)).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return e.getCause() instanceof SSLException; // it answers with a certificate that is not known here
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
