package io.elemental.seedimage.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes two jars of a program's many: what others wrote, and what is ours. Started by {@code scripts/image}. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description =
                "Merges a program's jars into two, which start quicker; status 1 when two of them contradict each other.")
final class MergeJars implements Callable<Integer> {

    private static final String DEPENDENCIES = "lib/dependencies.jar";

    @Mixin
    private final ProgramOptions program = new ProgramOptions();

    @Option(names = "--to", required = true, description = "folder for the same, merged")
    private Path to = Path.of("");

    @Override
    public Integer call() throws IOException {
        try {
            merge(program.application.resolve(program.name + ".jar"));
            return CommandLine.ExitCode.OK;
        } catch (MergedJar.ConflictException e) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void merge(Path own) throws IOException {
        var ours = new MergedJar();
        var others = new MergedJar();
        var manifest = manifest(own);
        ours.add(own);
        for (var jar : classPath(manifest)) {
            (Layers.isOurs(jar) ? ours : others).add(jar);
        }
        Files.createDirectories(to.resolve(DEPENDENCIES).getParent());
        others.write(to.resolve(DEPENDENCIES), new Manifest());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, DEPENDENCIES);
        ours.write(to.resolve(own.getFileName()), manifest);
    }

    /** Without what is not there, which Java passes over, too. */
    private List<Path> classPath(Manifest manifest) {
        var names = manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        return Stream.of(names.split(" ", -1))
                .map(program.application::resolve)
                .filter(Files::exists)
                .toList();
    }

    private static Manifest manifest(Path jar) throws IOException {
        try (var open = new JarFile(jar.toFile())) {
            return open.getManifest();
        }
    }
}
