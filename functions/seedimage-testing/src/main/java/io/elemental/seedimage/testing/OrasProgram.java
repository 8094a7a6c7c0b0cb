package io.elemental.seedimage.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What pushes files as artifacts, as a program: SEEDIMAGE_ORAS says where, or the testbed builds it. */
public final class OrasProgram {

    private final Path program;

    private OrasProgram(Path program) {
        this.program = program;
    }

    /** Skips the test where it is not there; fails it where SEEDIMAGE_REQUIRE_REAL_PARTS is true. */
    public static OrasProgram orSkip() {
        var program = StoreProgram.find("SEEDIMAGE_ORAS", "oras/oras");
        if (!Files.isExecutable(program)) {
            throw RealStore.missing("no oras at %s; scripts/testbed/testbed build oras makes it".formatted(program));
        }
        return new OrasProgram(program);
    }

    /**
     * Pushes files as one artifact.
     *
     * @param files of the folder, perhaps with a media type behind a colon
     */
    public void push(Path folder, RegistryProgram registry, String image, String... files) {
        run(folder, registry, List.of("push"), image, files);
    }

    /** Makes an index of images of the same repository, whose configurations say what they are for. */
    public void index(Path folder, RegistryProgram registry, String image, String... tags) {
        run(folder, registry, List.of("manifest", "index", "create"), image, tags);
    }

    private void run(Path folder, RegistryProgram registry, List<String> verb, String image, String... more) {
        var command = new ArrayList<>(List.of("env", "HOME=" + folder, program.toString()));
        command.addAll(verb);
        command.addAll(List.of(
                "--ca-file=" + registry.certificate(),
                "--username=" + RegistryProgram.USER,
                "--password=" + RegistryProgram.PASSWORD,
                "%s/%s".formatted(registry.host(), image)));
        command.addAll(List.of(more));
        ExternalCommand.run(folder, command.toArray(String[]::new));
    }
}
