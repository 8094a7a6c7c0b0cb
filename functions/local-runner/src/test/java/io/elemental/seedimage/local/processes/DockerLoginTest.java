package io.elemental.seedimage.local.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.rules.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerLoginTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @Test
    void isInTheUsersHome() throws IOException {
        Files.createDirectory(home.resolve(".docker"));
        Files.writeString(home.resolve(".docker/config.json"), "{}");

        assertThat(DockerLogin.of(Map.of("HOME", home.toString()))).contains("{}");
    }

    @Test
    void isWhereTheUserSays() throws IOException {
        Files.writeString(home.resolve("config.json"), "{}");

        assertThat(DockerLogin.of(Map.of("DOCKER_CONFIG", home.toString(), "HOME", "/nowhere")))
                .contains("{}");
    }

    @Test
    void mayBeMissing() {
        assertThat(DockerLogin.of(Map.of("HOME", home.toString()))).isEmpty();
        assertThat(DockerLogin.of(Map.of())).isEmpty();
    }

    @Test
    void isNotReadWhenItIsHuge() throws IOException {
        Files.writeString(home.resolve("config.json"), "x".repeat(200_000));

        assertThatThrownBy(() -> DockerLogin.of(Map.of("DOCKER_CONFIG", home.toString())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("%s has more than 131072 bytes", home.resolve("config.json"));
    }
}
