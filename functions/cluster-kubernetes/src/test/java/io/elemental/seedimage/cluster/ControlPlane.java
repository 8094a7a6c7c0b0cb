package io.elemental.seedimage.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** etcd and kube-apiserver as child processes on 127.0.0.1, in a folder that is removed afterwards. */
final class ControlPlane {

    private static final Duration STARTING = Duration.ofSeconds(90);

    private final Path folder;
    private final int port = freePort();
    private final String token = UUID.randomUUID().toString();
    private final List<Process> processes = new ArrayList<>();

    private ControlPlane(Path folder) {
        this.folder = folder;
    }

    /** Starts both; whether the API server is ready yet is for its clients to ask. */
    static ControlPlane start(ControlPlanePrograms programs) {
        try {
            var plane = new ControlPlane(Files.createTempDirectory("apiserver"));
            Runtime.getRuntime().addShutdownHook(new Thread(plane::stop));
            var etcd = plane.startEtcd(programs.etcd());
            plane.startApiServer(programs.apiServer(), etcd);
            plane.await(() -> Files.exists(plane.certificate()));
            return plane;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start an API server", e);
        }
    }

    String url() {
        return "https://127.0.0.1:" + port;
    }

    /** Of a user who may do everything. */
    String token() {
        return token;
    }

    /** The one that the API server made for itself. */
    Path certificate() {
        return folder.resolve("apiserver.crt");
    }

    /** A file that kubectl reads. */
    Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    /** Waits for what the API server is about to do; fails with its last words when it does not. */
    void await(BooleanSupplier condition) {
        try {
            Awaitility.await()
                    .atMost(STARTING)
                    .failFast(() -> processes.stream().anyMatch(one -> !one.isAlive()))
                    .until(condition::getAsBoolean);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            throw new IllegalStateException("no API server: " + lastWords(), e);
        }
    }

    private String startEtcd(Path program) throws IOException {
        var clients = "http://127.0.0.1:" + freePort();
        var peers = "http://127.0.0.1:" + freePort();
        run(
                program,
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=" + clients,
                "--advertise-client-urls=" + clients,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=default=" + peers,
                "--unsafe-no-fsync");
        return clients;
    }

    private void startApiServer(Path program, String etcd) throws IOException {
        var users = Files.writeString(folder.resolve("tokens.csv"), token + ",admin,admin,\"system:masters\"\n");
        var key = Files.writeString(folder.resolve("service-accounts.key"), privateKey());
        Files.writeString(kubeconfig(), """
                apiVersion: v1
                kind: Config
                clusters: [{name: test, cluster: {server: "%s", certificate-authority: "%s"}}]
                users: [{name: admin, user: {token: "%s"}}]
                contexts: [{name: test, context: {cluster: test, user: admin}}]
                current-context: test
                """.formatted(url(), certificate(), token));
        run(
                program,
                "--etcd-servers=" + etcd,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--endpoint-reconciler-type=none",
                "--secure-port=" + port,
                "--cert-dir=" + folder,
                "--token-auth-file=" + users,
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
                "--service-account-key-file=" + key,
                "--service-account-signing-key-file=" + key,
                "--service-cluster-ip-range=10.96.0.0/16",
                // nobody makes the service accounts that this one would wait for
                "--disable-admission-plugins=ServiceAccount");
    }

    private void run(Path program, String... options) throws IOException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(options));
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log-" + processes.size()).toFile())
                .start());
    }

    private static String privateKey() {
        try {
            var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
            var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
            return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                    .formatted(base64.encodeToString(pair.getPrivate().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK knows RSA", e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    private String lastWords() {
        var words = new StringBuilder();
        for (var number = 0; number < processes.size(); number++) {
            try {
                var log = Files.readString(folder.resolve("log-" + number));
                words.append(log.substring(Math.max(0, log.length() - 2000)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the log of an API server", e);
            }
        }
        return words.toString();
    }

    private void stop() {
        try {
            for (var process : processes.reversed()) {
                if (!process.destroyForcibly().waitFor(5, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("process %s does not end".formatted(process.pid()));
                }
            }
            remove();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void remove() {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
