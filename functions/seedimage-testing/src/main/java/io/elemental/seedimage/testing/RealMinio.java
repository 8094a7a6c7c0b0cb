package io.elemental.seedimage.testing;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A real MinIO, started once in a JVM and stopped with it: in a container where a Docker engine has its image, else the
 * program itself.
 */
public final class RealMinio {

    static final String ACCESS_KEY = "minio-access";
    static final String SECRET_KEY = "minio-secret-key";

    private RealMinio() {}

    /** Started when it is first asked for. */
    private static final class Container {
        static final Optional<RealStore> FOUND = MinioContainer.start();
    }

    /** The same. */
    private static final class Program {
        static final Optional<RealStore> FOUND = MinioProgram.start();
    }

    /** Skips the test where there is no MinIO; fails it where SEEDIMAGE_REQUIRE_REAL_PARTS is true. */
    public static RealStore orSkip() {
        return find().orElseThrow(() -> RealStore.missing(sentence()));
    }

    /** Another one, with TLS, for as long as this JVM. */
    public static RealStore orSkip(TestCertificate certificate) {
        orSkip();
        return MinioProgram.start(certificate).orElseThrow(() -> new TestAbortedException(sentence()));
    }

    /** For what cannot do without one. */
    public static RealStore orFail() {
        return find().orElseThrow(() -> new IllegalStateException(sentence()));
    }

    /** All ways in which one runs here, for what must hold in each; skips and fails as {@link #orSkip} does. */
    static List<RealStore> everyOrSkip() {
        var first = orSkip();
        return Stream.concat(Stream.of(first), Program.FOUND.filter(other -> !other.equals(first)).stream())
                .toList();
    }

    private static Optional<RealStore> find() {
        return Container.FOUND.or(() -> Program.FOUND);
    }

    private static String sentence() {
        return "no MinIO: neither the image %s in a Docker engine (with TESTCONTAINERS_RYUK_DISABLED=true) nor the program %s"
                .formatted(MinioContainer.IMAGE, MinioProgram.path());
    }
}
