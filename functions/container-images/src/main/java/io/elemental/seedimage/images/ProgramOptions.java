package io.elemental.seedimage.images;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which program, and where its jars lie: the same words for every command that takes one. */
final class ProgramOptions {

    @Option(names = "--program", required = true, description = "name of the jar without its ending")
    String name = "";

    @Option(
            names = "--application",
            required = true,
            description = "folder with the jar, and lib with the jars it names")
    Path application = Path.of("");
}
