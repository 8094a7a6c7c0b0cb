package io.elemental.seedimage.local.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.rules.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenPathsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--manifests  | /no/such     | is no folder",
                "--manifests  | /etc/passwd  | is no folder",
                "--kubeconfig | /no/such     | is no file that can be read",
                "--kubeconfig | /etc         | is no file that can be read",
                "--base       | /no/such.iso | is no file, no URL, and no image of a registry",
                "--base       | such.iso     | is no file, no URL, and no image of a registry",
                "--base       | ./such.iso   | is no file, no URL, and no image of a registry",
                "--base       | /etc         | is no file, no URL, and no image of a registry"
            })
    void refusesWhatIsNotThere(String option, String path, String sentence) {
        assertThatThrownBy(() -> GivenPaths.require(Options.parse(option, path)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("%s %s %s", option, path, sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://mirror.test/a.iso",
                "s3://seedimages/uploads/demo/a.iso",
                "registry.example/elemental-iso:v1",
                "/etc/passwd"
            })
    void takesEveryFormOfABase(String base) {
        assertThatCode(() -> GivenPaths.require(Options.parse("--base", base))).doesNotThrowAnyException();
    }

    @Test
    void aMistypedFolderIsNotMade() throws IOException {
        var mistyped = folder.resolve("manifest");

        assertThatThrownBy(() -> GivenPaths.require(Options.parse("--manifests", mistyped.toString())))
                .isInstanceOf(InvalidInputException.class);

        assertThat(mistyped).doesNotExist();
        Files.createDirectories(mistyped);
        GivenPaths.require(Options.parse("--manifests", mistyped.toString()));
    }
}
