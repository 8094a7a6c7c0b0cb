package io.elemental.seedimage.local.manifests;

import io.elemental.seedimage.rules.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A folder of manifests: every file in it that {@code kubectl apply -f} would take, subfolders left out. */
public final class ManifestFolder {

    private static final String OUR_API = "infrastructure.cluster.x-k8s.io/v1beta1";

    private final Path folder;

    public ManifestFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    static boolean holdsManifests(Path file) {
        var name = file.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
    }

    /** Everything that stands in the folder now; where a file cannot be read, what stood there earlier. */
    public Manifests read(Manifests earlier) {
        var reading = new Manifests.Reading();
        for (var file : files()) {
            var problems = reading.problemsSoFar();
            read(file, reading);
            if (reading.problemsSoFar() > problems) {
                reading.refuse(file.getFileName().toString(), earlier);
            }
        }
        return reading.done();
    }

    private List<Path> files() {
        try (var files = Files.list(folder)) {
            return files.filter(ManifestFolder::holdsManifests)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the manifests in %s".formatted(folder), e);
        }
    }

    private static void read(Path path, Manifests.Reading reading) {
        var file = path.getFileName().toString();
        try {
            var found = ManifestDocuments.read(file, Files.readString(path));
            found.problems().forEach(reading::problem);
            found.documents().forEach(document -> take(file, document, reading));
        } catch (NoSuchFileException _) {
            // removed since it was listed: as if it had never been there
        } catch (MalformedInputException _) {
            reading.problem("%s: not UTF-8".formatted(file));
        } catch (IOException e) {
            reading.problem("%s: cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    private static void take(String file, ManifestDocuments.Document document, Manifests.Reading reading) {
        try {
            ignored(
                            document.json().path("apiVersion").asString(""),
                            document.json().path("kind").asString(""))
                    .ifPresentOrElse(
                            notice -> reading.notice("%s line %s: %s".formatted(file, document.line(), notice)),
                            () -> reading.add(Admission.admit(file, document.line(), document.json())));
        } catch (InvalidInputException e) {
            reading.problem("%s line %s: %s".formatted(file, document.line(), e.getMessage()));
        } catch (StackOverflowError _) { // Java's patterns call themselves for each part of a name
            reading.problem("%s line %s: a name is too long to be read".formatted(file, document.line()));
        }
    }

    private static Optional<String> ignored(String api, String kind) {
        return switch (kind) {
            case Manifest.SECRET, Manifest.CONFIG_MAP -> Optional.empty();
            case Manifest.SEED_IMAGE, Manifest.REGISTRATION ->
                api.equals(OUR_API)
                        ? Optional.empty()
                        : Optional.of("%s of apiVersion '%s' is ignored: it is not %s".formatted(kind, api, OUR_API));
            case "" -> throw new InvalidInputException("kind is missing");
            default -> Optional.of("kind %s is ignored".formatted(kind));
        };
    }
}
