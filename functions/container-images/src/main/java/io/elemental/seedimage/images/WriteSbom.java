package io.elemental.seedimage.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Component;
import org.cyclonedx.parsers.JsonParser;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the bill of materials that lies beside an image. Started by {@code scripts/image}. */
@Command(
        name = "sbom",
        mixinStandardHelpOptions = true,
        description = "Writes what an image is made of (CycloneDX 1.6); status 1 when that does not fit its files.")
final class WriteSbom implements Callable<Integer> {

    @Option(names = "--program", description = "the program's own bill of materials; without it there are but packages")
    private @Nullable Path program;

    @Option(names = "--application", description = "folder with lib, which must hold what is named")
    private @Nullable Path application;

    @Option(names = "--package", description = "PURL of what lies below the program; may be repeated")
    private List<String> packages = new ArrayList<>();

    @Option(names = "--reference", required = true, description = "name and tag of the image")
    private String reference = "";

    @Option(names = "--digest", required = true, description = "sha256:... of the image")
    private String digest = "";

    @Option(names = "--to", required = true)
    private Path to = Path.of("");

    @Override
    public Integer call() throws IOException, ParseException, GeneratorException {
        var parser = new JsonParser();
        var made = program == null ? Sbom.ofNothing() : parser.parse(program.toFile());
        var problems = new ArrayList<>(Licences.incompatible(made));
        var there = jars();
        var bom = Sbom.of(
                made, image(), packages.stream().map(WriteSbom::component).toList());
        if (!there.isEmpty()) {
            problems.addAll(Sbom.unnamed(bom, there));
            Sbom.keepOnly(bom, there);
        }
        var text = BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString();
        Files.writeString(to, text + "\n");
        parser.validate(text, Version.VERSION_16)
                .forEach(problem -> problems.add(String.valueOf(problem.getMessage())));
        problems.forEach(System.err::println);
        return problems.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** None of a program whose jars lie in its own. */
    private Set<String> jars() throws IOException {
        if (application == null) {
            return Set.of();
        }
        try (var files = Files.list(application.resolve("lib"))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Component image() {
        var image = new Component();
        image.setType(Component.Type.CONTAINER);
        image.setName(reference.replaceFirst(":[^:/]*$", ""));
        image.setVersion(digest);
        image.setBomRef(reference);
        return image;
    }

    /** From "pkg:deb/debian/libc6@2.36?arch=amd64" to a component of that name and version. */
    private static Component component(String purl) {
        var words = purl.replaceFirst("\\?.*$", "").split("@", 2);
        var component = new Component();
        component.setType(Component.Type.LIBRARY);
        component.setName(words[0].substring(words[0].lastIndexOf('/') + 1));
        component.setVersion(words[1]);
        component.setPurl(purl);
        component.setBomRef(purl);
        return component;
    }
}
