package io.elemental.seedimage.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What makes requests of an OpenAPI description: SEEDIMAGE_SCHEMATHESIS says where, or the testbed builds it. */
public final class SchemathesisProgram {

    private final Path program;

    private SchemathesisProgram(Path program) {
        this.program = program;
    }

    /** Skips the test where it is not there; fails it where SEEDIMAGE_REQUIRE_REAL_PARTS is true. */
    public static SchemathesisProgram orSkip() {
        var program = StoreProgram.find("SEEDIMAGE_SCHEMATHESIS", "schemathesis/bin/schemathesis");
        if (!Files.isExecutable(program)) {
            throw RealStore.missing(
                    "no schemathesis at %s; scripts/testbed/testbed build schemathesis makes it".formatted(program));
        }
        return new SchemathesisProgram(program);
    }

    /**
     * Makes the same requests each time, with every check, and returns what it says; an AssertionError when an answer
     * is not as described.
     *
     * @param description URL of the description
     * @param header of every request, as {@code Name: value}
     * @param settings in the program's TOML
     */
    public String run(Path folder, String description, String header, String settings) {
        try {
            Files.writeString(folder.resolve("schemathesis.toml"), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ExternalCommand.run(
                folder,
                program.toString(),
                "run",
                description,
                "--header=" + header,
                "--checks=all",
                "--max-examples=20",
                "--seed=1",
                "--generation-database=none",
                "--request-timeout=30",
                "--continue-on-failure",
                "--no-color");
    }
}
