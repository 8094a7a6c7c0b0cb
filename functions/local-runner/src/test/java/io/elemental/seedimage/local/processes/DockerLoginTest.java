package io.elemental.seedimage.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.local.common.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerLoginTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(new PrintStream(said, true, StandardCharsets.UTF_8));

    @Test
    void isInTheUsersHome() throws IOException {
        Files.createDirectory(home.resolve(".docker"));
        Files.writeString(home.resolve(".docker/config.json"), "{}");

        assertThat(DockerLogin.of(Map.of("HOME", home.toString()), terminal)).contains("{}");
    }

    @Test
    void isWhereTheUserSays() throws IOException {
        Files.writeString(home.resolve("config.json"), "{}");

        assertThat(DockerLogin.of(Map.of("DOCKER_CONFIG", home.toString(), "HOME", "/nowhere"), terminal))
                .contains("{}");
    }

    @Test
    void mayBeMissing() {
        assertThat(DockerLogin.of(Map.of("HOME", home.toString()), terminal)).isEmpty();
        assertThat(DockerLogin.of(Map.of(), terminal)).isEmpty();
    }

    @Test
    void isPassedOverWhenItIsHuge() throws IOException {
        Files.writeString(home.resolve("config.json"), "x".repeat(200_000));

        assertThat(DockerLogin.of(Map.of("DOCKER_CONFIG", home.toString()), terminal))
                .isEmpty();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("%s has more than 131072 bytes, and is passed over.".formatted(home.resolve("config.json")));
    }
}
