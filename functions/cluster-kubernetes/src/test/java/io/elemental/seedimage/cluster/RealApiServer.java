package io.elemental.seedimage.cluster;

import io.elemental.seedimage.testing.ExternalCommand;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A real kube-apiserver with its etcd, started once in a JVM and stopped with it; it knows SeedImages and
 * ElementalRegistrations.
 */
public final class RealApiServer {

    private static @Nullable RealApiServer running;

    private final ControlPlane plane;
    private final Path kubectl;
    private final KubernetesClient client;

    private RealApiServer(ControlPlanePrograms programs) {
        plane = ControlPlane.start(programs);
        kubectl = programs.kubectl();
        client = new KubernetesClientBuilder().withConfig(config().build()).build();
        plane.await(this::ready);
        define(Objects.requireNonNull(RealApiServer.class.getResourceAsStream("/elementalregistration-crd.yaml")));
        define(read(Path.of("../../crds/seedimage.yaml")));
    }

    /** Skips the test where the programs are missing; fails it where SEEDIMAGE_REQUIRE_REAL_PARTS is true. */
    public static synchronized RealApiServer orSkip() {
        if (running == null) {
            running = new RealApiServer(ControlPlanePrograms.find().orElseThrow(RealApiServer::missing));
        }
        return running;
    }

    static RuntimeException missing() {
        var sentence = "no etcd, kube-apiserver and kubectl in a folder of %s; scripts/testbed/testbed builds them"
                .formatted(ControlPlanePrograms.home());
        return "true".equals(System.getenv("SEEDIMAGE_REQUIRE_REAL_PARTS"))
                ? new IllegalStateException(sentence)
                : new TestAbortedException(sentence);
    }

    /** May do everything; it is closed with the JVM. */
    public KubernetesClient client() {
        return client;
    }

    /** For a client of one's own, which is another user or gives up sooner. */
    public ConfigBuilder config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(plane.url())
                .withOauthToken(plane.token())
                .withCaCertFile(plane.certificate().toString())
                .withRequestRetryBackoffLimit(0);
    }

    /** A file that kubectl, and any other client, reads. */
    public Path kubeconfig() {
        return plane.kubeconfig();
    }

    /** Creates a namespace that nobody else has. */
    public String newNamespace() {
        var name = "test-" + UUID.randomUUID().toString().substring(0, 8);
        Namespaces.put(client, name);
        return name;
    }

    /** Applies the CustomResourceDefinitions of a YAML file and waits until they can be used. */
    public void define(InputStream crds) {
        for (var item : client.load(crds).serverSideApply()) {
            plane.await(() ->
                    established((CustomResourceDefinition) client.resource(item).get()));
        }
    }

    private static boolean established(CustomResourceDefinition crd) {
        return Optional.ofNullable(crd.getStatus())
                .flatMap(status -> Optional.ofNullable(status.getConditions()))
                .orElse(List.of())
                .stream()
                .anyMatch(condition -> condition.getType().equals("Established")
                        && condition.getStatus().equals("True"));
    }

    /** What kubectl prints; an AssertionError when its status is not 0. */
    public String kubectl(String... arguments) {
        var folder = plane.kubeconfig().resolveSibling("kubectl");
        var command = new ArrayList<>(List.of(
                kubectl.toString(), "--kubeconfig", plane.kubeconfig().toString(), "--cache-dir", folder.toString()));
        command.addAll(List.of(arguments));
        return ExternalCommand.run(Path.of(System.getProperty("java.io.tmpdir")), command.toArray(String[]::new));
    }

    private static InputStream read(Path file) {
        try {
            return new ByteArrayInputStream(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private boolean ready() {
        try {
            return "ok".equals(client.raw("/readyz"));
        } catch (KubernetesClientException _) {
            return false;
        }
    }
}
