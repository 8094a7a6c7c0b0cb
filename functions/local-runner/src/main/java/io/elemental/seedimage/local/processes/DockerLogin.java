package io.elemental.seedimage.local.processes;

import io.elemental.seedimage.local.common.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What {@code docker login} wrote down for the user: the credentials of SeedImages that name no Secret. */
final class DockerLogin {

    private static final long LARGEST = 128 * 1024;

    private DockerLogin() {}

    /** The file of {@code DOCKER_CONFIG}, or of {@code HOME}; empty where there is none that can be read. */
    static Optional<String> of(Map<String, String> environment, Terminal terminal) {
        return Optional.ofNullable(environment.get("DOCKER_CONFIG"))
                .map(Path::of)
                .or(() -> Optional.ofNullable(environment.get("HOME")).map(home -> Path.of(home, ".docker")))
                .map(folder -> folder.resolve("config.json"))
                .filter(Files::isRegularFile)
                .flatMap(file -> read(file, terminal));
    }

    private static Optional<String> read(Path file, Terminal terminal) {
        try {
            if (Files.size(file) <= LARGEST) {
                return Optional.of(Files.readString(file));
            }
            terminal.say("%s has more than %s bytes, and is passed over.".formatted(file, LARGEST));
        } catch (IOException _) {
            terminal.say("%s cannot be read, and is passed over.".formatted(file));
        }
        return Optional.empty();
    }
}
