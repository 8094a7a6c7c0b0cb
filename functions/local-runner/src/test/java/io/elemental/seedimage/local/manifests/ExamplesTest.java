package io.elemental.seedimage.local.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** crds/examples on a laptop: what a real API server takes and refuses, as the test of this name there shows. */
class ExamplesTest {

    private static final String REFUSED = "# refused: ";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    static Stream<Path> valid() throws IOException {
        return named("valid-");
    }

    static Stream<Path> invalid() throws IOException {
        return named("invalid-");
    }

    @ParameterizedTest
    @MethodSource
    void valid(Path example) throws IOException {
        var manifests = read(example);

        assertThat(manifests.problems()).isEmpty();
        assertThat(manifests.notices()).isEmpty();
        assertThat(manifests.all(Manifest.SEED_IMAGE)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource
    void invalid(Path example) throws IOException {
        var sentence = Files.readAllLines(example).getFirst();
        assertThat(sentence).startsWith(REFUSED);

        var manifests = read(example);

        assertThat(manifests.all(Manifest.SEED_IMAGE)).isEmpty();
        assertThat(manifests.problems())
                .singleElement()
                .asString()
                .startsWith("%s line 2: ".formatted(example.getFileName()))
                .contains(sentence.substring(REFUSED.length()));
    }

    private Manifests read(Path example) throws IOException {
        Files.copy(example, folder.resolve(example.getFileName()));
        return new ManifestFolder(folder).read(Manifests.NONE);
    }

    private static Stream<Path> named(String start) throws IOException {
        try (var files = Files.list(Path.of("../../crds/examples"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(start)).sorted().toList().stream();
        }
    }
}
