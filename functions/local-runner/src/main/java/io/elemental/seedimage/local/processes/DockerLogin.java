package io.elemental.seedimage.local.processes;

import io.elemental.seedimage.rules.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What {@code docker login} wrote down for the user: the credentials of SeedImages that name no Secret. */
final class DockerLogin {

    private static final long LARGEST = 128 * 1024;

    private DockerLogin() {}

    /** The file of {@code DOCKER_CONFIG}, or of {@code HOME}; empty where there is none. */
    static Optional<String> of(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("DOCKER_CONFIG"))
                .map(Path::of)
                .or(() -> Optional.ofNullable(environment.get("HOME")).map(home -> Path.of(home, ".docker")))
                .map(folder -> folder.resolve("config.json"))
                .filter(Files::isRegularFile)
                .map(DockerLogin::read);
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new InvalidInputException("%s has more than %s bytes".formatted(file, LARGEST));
            }
            return Files.readString(file);
        } catch (IOException _) {
            throw new InvalidInputException("%s cannot be read".formatted(file));
        }
    }
}
