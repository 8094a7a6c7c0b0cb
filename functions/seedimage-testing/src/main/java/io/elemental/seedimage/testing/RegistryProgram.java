package io.elemental.seedimage.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A registry on 127.0.0.1, in TLS: Debian's docker-registry, for one user, or another one of {@link RegistryKind}.
 *
 * @param folder of its certificate, its data and its settings
 */
public record RegistryProgram(Process process, Path folder, int port) implements AutoCloseable {

    static final String USER = "user";
    static final String PASSWORD = "s3cret";

    /** In bcrypt, which is all that it takes. */
    private static final String USERS = "user:$2b$05$abcdefghijklmnopqrstuuLK7U1u6pVRmL7L1BBM2aS35PSZnDXlK\n";

    /** A folder with nothing but the certificate, which is what skopeo wants. */
    private static final String TRUSTED = "trusted";

    private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");

    /**
     * Starts one with passwords; skips the test where a program is not there.
     *
     * @param certificate in whose folder everything lies
     */
    public static RegistryProgram orSkip(TestCertificate certificate) {
        try {
            var users = Files.writeString(certificate.folder().resolve("htpasswd"), USERS);
            return orSkip(certificate, "htpasswd: {realm: test, path: %s}".formatted(users));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts one that knows users in another way.
     *
     * @param auth as its settings say it
     */
    public static RegistryProgram orSkip(TestCertificate certificate, String auth) {
        if (!Files.isExecutable(PROGRAM)) {
            throw RealStore.missing("no %s; Debian has docker-registry".formatted(PROGRAM));
        }
        var folder = certificate.folder();
        return orSkip(folder, port -> List.of(PROGRAM.toString(), "serve", settings(folder, port, auth)));
    }

    /** What a registry is called with. */
    interface Command {
        List<String> at(int port) throws IOException;
    }

    /** Starts one that exists, and skips the test where what pushes images does not. */
    static RegistryProgram orSkip(Path folder, Command command) {
        for (var program : List.of("/usr/bin/skopeo", "/usr/bin/umoci")) {
            if (!Files.isExecutable(Path.of(program))) {
                throw RealStore.missing("no %s; Debian has skopeo and umoci".formatted(program));
            }
        }
        try {
            return start(folder, FreePort.find(), command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String settings(Path folder, int port, String auth) throws IOException {
        var settings = """
                version: 0.1
                log: {accesslog: {disabled: true}, level: error}
                storage: {filesystem: {rootdirectory: %1$s/data}}
                http: {addr: "127.0.0.1:%2$s", tls: {certificate: %1$s/public.crt, key: %1$s/private.key}}
                auth: {%3$s}
                """.formatted(folder, port, auth);
        return Files.writeString(folder.resolve("registry-%s.yml".formatted(port)), settings)
                .toString();
    }

    private static RegistryProgram start(Path folder, int port, Command command) throws IOException {
        var trusted = Files.createDirectories(folder.resolve(TRUSTED)).resolve("ca.crt");
        Files.copy(folder.resolve("public.crt"), trusted, StandardCopyOption.REPLACE_EXISTING);
        var process = new ProcessBuilder(command.at(port))
                .redirectErrorStream(true)
                .redirectOutput(
                        folder.resolve("registry-%s.log".formatted(port)).toFile())
                .start();
        await().atMost(30, TimeUnit.SECONDS).failFast(() -> !process.isAlive()).until(() -> listens(port));
        return new RegistryProgram(process, folder, port);
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    /** As images name it. */
    public String host() {
        return "127.0.0.1:%s".formatted(port);
    }

    /** Whom to trust, as PEM. */
    public Path certificate() {
        return folder.resolve("public.crt");
    }

    /** Copies an image of an OCI layout there, with skopeo. */
    public void push(Path layout, String tag, String image, String... options) {
        var command = new ArrayList<>(List.of("skopeo", "--insecure-policy", "copy", "-q"));
        command.addAll(List.of("--dest-creds", USER + ":" + PASSWORD, "--dest-cert-dir", TRUSTED));
        command.addAll(List.of(options));
        command.addAll(List.of("oci:%s:%s".formatted(layout, tag), "docker://%s/%s".formatted(host(), image)));
        ExternalCommand.run(folder, command.toArray(String[]::new));
    }

    /**
     * Copies an image from there, with skopeo.
     *
     * @param to as skopeo names it, such as "dir:image"
     */
    public void copy(Path into, String image, String to, String... options) {
        var command = new ArrayList<>(List.of("skopeo", "--insecure-policy", "copy", "-q"));
        var trusted = folder.resolve(TRUSTED).toString();
        command.addAll(List.of("--src-creds", USER + ":" + PASSWORD, "--src-cert-dir", trusted));
        command.addAll(List.of(options));
        command.addAll(List.of("docker://%s/%s".formatted(host(), image), to));
        ExternalCommand.run(into, command.toArray(String[]::new));
    }

    /** The registry's configuration for Docker. */
    public String dockerConfig() {
        return """
                {"auths":{"%s":{"username":"%s","password":"%s"}}}""".formatted(host(), USER, PASSWORD);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
