package io.elemental.seedimage.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real versitygw on a folder, started once in a JVM and stopped with it. */
public final class RealVersitygw {

    private static final String ACCESS_KEY = "versity-access";
    private static final String SECRET_KEY = "versity-secret-key";

    private RealVersitygw() {}

    /** Started when it is first asked for. */
    private static final class Program {
        static final Optional<RealStore> FOUND =
                Optional.of(path()).filter(Files::isExecutable).map(RealVersitygw::run);
    }

    /** Where it is looked for: SEEDIMAGE_VERSITYGW (property or environment), or where the testbed builds it. */
    static Path path() {
        return StoreProgram.find("SEEDIMAGE_VERSITYGW", "versitygw/versitygw");
    }

    /** Skips the test where there is no versitygw; fails it where SEEDIMAGE_REQUIRE_REAL_PARTS is true. */
    public static RealStore orSkip() {
        return Program.FOUND.orElseThrow(() -> RealStore.missing("no versitygw at " + path()));
    }

    /** Fails where it must be there and is not. */
    static Optional<RealStore> find() {
        return RealStore.required() ? Optional.of(orSkip()) : Program.FOUND;
    }

    private static RealStore run(Path program) {
        var endpoint = StoreProgram.run(
                program,
                Map.of("ROOT_ACCESS_KEY_ID", ACCESS_KEY, "ROOT_SECRET_ACCESS_KEY", SECRET_KEY),
                "http",
                "/health",
                (address, folder) -> List.of(
                        "--port",
                        address,
                        "--quiet",
                        "--health",
                        "/health",
                        "--iam-dir",
                        made(folder, "users"),
                        "posix",
                        made(folder, "buckets")));
        return new RealStore(RealStore.Kind.VERSITYGW, endpoint, ACCESS_KEY, SECRET_KEY, "program");
    }

    private static String made(Path folder, String name) {
        try {
            return Files.createDirectory(folder.resolve(name)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
