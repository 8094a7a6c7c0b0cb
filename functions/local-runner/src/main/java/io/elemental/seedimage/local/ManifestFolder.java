package io.elemental.seedimage.local;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.ResourceRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A folder of manifests: every file in it that {@code kubectl apply -f} would take, subfolders left out. */
final class ManifestFolder {

    private static final String OUR_API = "infrastructure.cluster.x-k8s.io/v1beta1";

    private final Path folder;

    ManifestFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    static boolean holdsManifests(Path file) {
        var name = file.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
    }

    /** Everything that stands in the folder now; where a file cannot be read, what stood there earlier. */
    Manifests read(Manifests earlier) {
        var reading = new Manifests.Reading();
        for (var file : files()) {
            var problems = reading.problemsSoFar();
            read(file, reading);
            if (reading.problemsSoFar() > problems) {
                reading.keep(file.getFileName().toString(), earlier);
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
            var documents = ManifestDocuments.read(file, Files.readString(path));
            documents.problems().forEach(reading::problem);
            documents.byLine().forEach((line, fields) -> take(file, line, fields, reading));
        } catch (NoSuchFileException _) {
            // removed since it was listed: as if it had never been there
        } catch (MalformedInputException _) {
            reading.problem("%s: not UTF-8".formatted(file));
        } catch (IOException e) {
            reading.problem("%s: cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    private static void take(String file, int line, Fields fields, Manifests.Reading reading) {
        try {
            var kind = fields.required("kind");
            var ignored = ignored(fields.text("apiVersion").orElse(""), kind);
            if (ignored.isPresent()) {
                reading.notice("%s line %d: %s".formatted(file, line, ignored.get()));
                return;
            }
            var metadata = fields.object("metadata");
            var ref = new ResourceRef(metadata.text("namespace").orElse("default"), metadata.required("name"));
            reading.add(checked(new Manifest(file, line, kind, ref, fields)));
        } catch (InvalidInputException e) {
            reading.problem("%s line %d: %s".formatted(file, line, e.getMessage()));
        }
    }

    private static Optional<String> ignored(String api, String kind) {
        return switch (kind) {
            case Manifest.SECRET -> Optional.empty();
            case Manifest.SEED_IMAGE, Manifest.REGISTRATION ->
                api.equals(OUR_API)
                        ? Optional.empty()
                        : Optional.of("%s of apiVersion '%s' is ignored: it is not %s".formatted(kind, api, OUR_API));
            default -> Optional.of("kind %s is ignored".formatted(kind));
        };
    }

    /** Reads it as it will be read later, so that a mistyped field is told of with file and line. */
    private static Manifest checked(Manifest manifest) {
        switch (manifest.kind()) {
            case Manifest.SEED_IMAGE -> SeedImageManifest.of(manifest, Delivery.AUTO);
            case Manifest.REGISTRATION -> RegistrationManifest.of(manifest, Optional.empty());
            default -> RegistrationManifest.privateKey(manifest);
        }
        return manifest;
    }
}
