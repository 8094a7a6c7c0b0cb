package io.elemental.seedimage.local.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.local.common.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestsNowTest {

    private static final String NONSENSE = "{nonsense";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    @SuppressWarnings("NullAway.Init")
    private ManifestsNow manifests;

    @BeforeEach
    void begin() {
        manifests = new ManifestsNow(
                new ManifestFolder(folder),
                new SeedImageFiles(data),
                new Terminal(new PrintStream(terminal, true, StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsMendedIsSaidToBeAcceptedOnce() throws IOException {
        write("seed.yaml", NONSENSE);
        write("other.yaml", NONSENSE);
        assertThat(look()).hasSize(2).allMatch(line -> line.matches("(seed|other)\\.yaml line 1: .*"));

        write("seed.yaml", Texts.seedImage("seed"));
        assertThat(look()).containsExactly("seed.yaml is accepted now.");
        assertThat(look()).isEmpty();
    }

    @Test
    void whatStaysRefusedIsNotSaidToBeAccepted() throws IOException {
        write("seed.yaml", NONSENSE);
        look();

        write("seed.yaml", Texts.seedImage("seed").replace("kind: SeedImage", ""));

        assertThat(look()).singleElement().asString().contains("kind is missing");
    }

    @Test
    void whatIsRemovedInsteadIsSaidToBeGone() throws IOException {
        write("seed.yaml", NONSENSE);
        look();

        Files.delete(folder.resolve("seed.yaml"));

        assertThat(look()).containsExactly("seed.yaml is gone, which was not accepted.");
    }

    @Test
    void whatWasNeverRefusedIsNotTalkedAbout() throws IOException {
        write("seed.yaml", Texts.seedImage("seed"));
        look();
        write("seed.yaml", Texts.seedImage("changed"));

        assertThat(look()).isEmpty();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    /** What is said of the folder as it is now. */
    private List<String> look() {
        terminal.reset();
        var _ = manifests.look();
        return terminal.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
