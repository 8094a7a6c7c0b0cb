package io.elemental.seedimage.local.processes;

import io.elemental.seedimage.rules.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the programs of this project lie once they are compiled.
 *
 * @param home the checkout
 */
public record Checkout(Path home) {

    private static final String HOME = "seedimage.home";

    /** What {@code -Dseedimage.home} says, else the working directory. */
    public static Checkout find() {
        return new Checkout(
                Path.of(System.getProperty(HOME, "")).toAbsolutePath().normalize());
    }

    public JavaProgram program(String name, String... jvmOptions) {
        return new JavaProgram(jar(name), jvmOptions);
    }

    private Path jar(String name) {
        var jar = home.resolve(Path.of("functions", name, "target", name + ".jar"));
        if (!Files.isRegularFile(jar)) {
            throw new InvalidInputException(
                    "%s is missing: start with scripts/run-local, which compiles, or set -D%s to the checkout"
                            .formatted(jar, HOME));
        }
        return jar;
    }
}
