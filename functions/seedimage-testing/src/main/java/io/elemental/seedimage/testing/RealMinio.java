package io.elemental.seedimage.testing;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A real MinIO, started once in a JVM and stopped with it: in a container where a Docker engine has its image, else the
 * program itself.
 *
 * @param how it runs: "container" or "program"
 */
public record RealMinio(URI endpoint, String accessKey, String secretKey, String how) {

    static final String ACCESS_KEY = "minio-access";
    static final String SECRET_KEY = "minio-secret-key";

    /** Started when it is first asked for. */
    private static final class Container {
        static final Optional<RealMinio> FOUND = MinioContainer.start();
    }

    /** The same. */
    private static final class Program {
        static final Optional<RealMinio> FOUND = MinioProgram.start();
    }

    /** Skips the test where there is no MinIO; fails it where SEEDIMAGE_REQUIRE_REAL_PARTS is true. */
    public static RealMinio orSkip() {
        return "true".equals(System.getenv("SEEDIMAGE_REQUIRE_REAL_PARTS"))
                ? orFail()
                : find().orElseThrow(() -> new TestAbortedException(missing()));
    }

    /** Another one, with TLS, for as long as this JVM. */
    public static RealMinio orSkip(TestCertificate certificate) {
        orSkip();
        return MinioProgram.start(certificate).orElseThrow(() -> new TestAbortedException(missing()));
    }

    /** For what cannot do without one. */
    public static RealMinio orFail() {
        return find().orElseThrow(() -> new IllegalStateException(missing()));
    }

    /** All ways in which one runs here, for what must hold in each; skips and fails as {@link #orSkip} does. */
    public static List<RealMinio> everyOrSkip() {
        var first = orSkip();
        return Stream.concat(Stream.of(first), Program.FOUND.filter(other -> !other.equals(first)).stream())
                .toList();
    }

    private static Optional<RealMinio> find() {
        return Container.FOUND.or(() -> Program.FOUND);
    }

    private static String missing() {
        return "no MinIO: neither the image %s in a Docker engine (with TESTCONTAINERS_RYUK_DISABLED=true) nor the program %s"
                .formatted(MinioContainer.IMAGE, MinioProgram.path());
    }

    @Override
    public String toString() {
        return "MinIO at " + endpoint;
    }
}
