package io.elemental.seedimage.testing;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A real store that runs as long as this JVM.
 *
 * @param how it runs: "container" or "program"
 */
public record RealStore(Kind kind, URI endpoint, String accessKey, String secretKey, String how) {

    /** Stores that are built here. */
    public enum Kind {
        MINIO("MinIO"),
        VERSITYGW("versitygw");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    /** All stores that run here, in all ways; skips where there is no MinIO. */
    public static List<RealStore> everyOrSkip() {
        return Stream.concat(RealMinio.everyOrSkip().stream(), RealVersitygw.find().stream())
                .toList();
    }

    /** What a test throws that has not what it needs: it is skipped, unless SEEDIMAGE_REQUIRE_REAL_PARTS is true. */
    static RuntimeException missing(String sentence) {
        return required() ? new IllegalStateException(sentence) : new TestAbortedException(sentence);
    }

    static boolean required() {
        return "true".equals(System.getenv("SEEDIMAGE_REQUIRE_REAL_PARTS"));
    }

    @Override
    public String toString() {
        return "%s (%s) at %s".formatted(kind.title, how, endpoint);
    }
}
