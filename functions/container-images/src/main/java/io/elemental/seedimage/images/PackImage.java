package io.elemental.seedimage.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Packs one program for one platform, as an OCI archive or into a registry. Started by {@code scripts/image}. */
@Command(
        name = "pack",
        mixinStandardHelpOptions = true,
        description = "Packs a program into a container image; equal input gives an equal image.")
final class PackImage implements Callable<Integer> {

    private static final String NOBODY = "65532:65532";

    /** Without one, the image has nothing but its folders, and says not what is started. */
    @ArgGroup(exclusive = false)
    private @Nullable ProgramOptions program;

    @Option(names = "--arch", required = true, description = "amd64 or arm64")
    private String arch = "";

    @Option(names = "--base", description = "image with a Java runtime in /opt/java/openjdk; else --root")
    private @Nullable String base;

    @Option(names = "--root", description = "folder that becomes a layer at /; may be repeated")
    private List<Path> roots = new ArrayList<>();

    @Option(names = "--cache", description = "trained cache of classes, the last layer")
    private @Nullable Path cache;

    @Option(names = "--jvm-option", description = "may be repeated")
    private List<String> jvmOptions = new ArrayList<>();

    @Option(names = "--label", description = "NAME=VALUE, may be repeated")
    private Map<String, String> labels = Map.of();

    @Option(names = "--reference", required = true, description = "name and tag of the image")
    private String reference = "";

    @Option(names = "--to", description = "file for an OCI archive; without it the image is pushed to its reference")
    private @Nullable Path to;

    @Option(names = "--work", required = true, description = "folder for what another run can use again")
    private Path work = Path.of("");

    @Override
    public Integer call()
            throws IOException, InterruptedException, ExecutionException, CacheDirectoryCreationException {
        try {
            System.out.printf("%s %s%n", reference, pack());
            return CommandLine.ExitCode.OK;
        } catch (InvalidImageReferenceException | RegistryException | IOException e) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        } catch (ExecutionException e) { // jib works in threads of its own
            System.err.println(Objects.requireNonNull(e.getCause()).getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private DescriptorDigest pack()
            throws IOException, InterruptedException, InvalidImageReferenceException, ExecutionException,
                    RegistryException, CacheDirectoryCreationException {
        var image = begin().setPlatforms(Set.of(new Platform(arch, "linux")))
                .setFormat(ImageFormat.OCI)
                .setCreationTime(Instant.EPOCH)
                .setUser(NOBODY)
                .addEnvironmentVariable("PATH", "/opt/java/openjdk/bin:/usr/bin:/bin")
                .setLabels(labels);
        for (var root : roots) {
            image.addFileEntriesLayer(Layers.root(root.getFileName().toString(), root));
        }
        if (program != null) {
            add(new Program(program.name, jvmOptions, cache != null), program.application, image);
        }
        return image.containerize(target().setBaseImageLayersCache(work.resolve("base-layers"))
                        .setApplicationLayersCache(work.resolve("layers"))
                        .setAllowInsecureRegistries(staysHere())
                        .setToolName("seedimage"))
                .getDigest();
    }

    private void add(Program packed, Path application, JibContainerBuilder image) throws IOException {
        image.setWorkingDirectory(AbsoluteUnixPath.get(Program.FOLDER))
                .setEntrypoint(packed.command())
                .addExposedPort(Port.tcp(8080));
        for (var layer : Layers.application(packed, application)) {
            image.addFileEntriesLayer(layer);
        }
        if (cache != null) {
            image.addFileEntriesLayer(Layers.cache(cache));
        }
    }

    /** Only if all registries are this machine's: no other is asked without TLS. */
    private boolean staysHere() throws InvalidImageReferenceException {
        return (base == null || Registry.isLoopback(base)) && (to != null || Registry.isLoopback(reference));
    }

    private JibContainerBuilder begin() throws InvalidImageReferenceException {
        return base == null ? Jib.fromScratch() : Jib.from(Registry.image(base));
    }

    private Containerizer target() throws InvalidImageReferenceException {
        return to == null
                ? Containerizer.to(Registry.image(reference))
                : Containerizer.to(TarImage.at(to).named(reference));
    }
}
