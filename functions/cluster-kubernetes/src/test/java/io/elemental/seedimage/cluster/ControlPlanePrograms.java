package io.elemental.seedimage.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs of one version of Kubernetes, in a folder as kube-api-test and envtest lay them out. */
record ControlPlanePrograms(Path etcd, Path apiServer, Path kubectl) {

    /** Where versions are looked for: KUBE_API_TEST_DIR, or where the testbed links what it built. */
    static Path home() {
        return environment("KUBE_API_TEST_DIR")
                .orElseGet(() -> testbed().resolve("kubeapitest"))
                .resolve("k8s");
    }

    static Optional<ControlPlanePrograms> find() {
        if (!Files.isDirectory(home())) {
            return Optional.empty();
        }
        try (var versions = Files.list(home())) {
            return versions.sorted(Comparator.reverseOrder())
                    .map(folder -> new ControlPlanePrograms(
                            folder.resolve("etcd"), folder.resolve("kube-apiserver"), folder.resolve("kubectl")))
                    .filter(ControlPlanePrograms::complete)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + home(), e);
        }
    }

    private boolean complete() {
        return Stream.of(etcd, apiServer, kubectl).allMatch(Files::isExecutable);
    }

    private static Path testbed() {
        return environment("TESTBED_HOME")
                .orElseGet(() -> environment("XDG_CACHE_HOME")
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                        .resolve("seedimage-testbed"));
    }

    private static Optional<Path> environment(String variable) {
        return Optional.ofNullable(System.getenv(variable)).map(Path::of);
    }
}
