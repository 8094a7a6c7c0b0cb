package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.testing.CuttingLine;
import io.elemental.seedimage.testing.ExternalCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recipes as they stand in the README, where every connection ends before the image does. */
@Timeout(120)
class RecipesTest {

    private static final long SIZE = 300_000;
    private static final long CUT_AFTER = 130_000;

    private final Fleet fleet = Fleet.withSeed(SIZE);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AutoClose
    private final RunningFunction function = RunningFunction.start(fleet);

    @AutoClose
    private final CuttingLine proxy = new CuttingLine(function.port(), CUT_AFTER);

    @ParameterizedTest
    @ValueSource(strings = {"**Resume with curl.**", "**Resume with wget.**"})
    void endsWithTheWholeImage(String recipe) throws IOException {
        ExternalCommand.run(folder, "bash", "-c", given() + recipe("All of them use:", "umask") + recipe(recipe, ""));

        assertThat(folder.resolve("seed.iso")).hasBinaryContent(wholeImage());
        assertThat(proxy.cuts()).isGreaterThanOrEqualTo(2);
    }

    /** A file that is whole already is no reason to fail, nor to begin again. */
    @ParameterizedTest
    @ValueSource(strings = {"**Resume with curl.**", "**Resume with wget.**"})
    void doesNothingWhereTheImageIsWhole(String recipe) throws IOException {
        Files.write(folder.resolve("seed.iso"), wholeImage());

        ExternalCommand.run(folder, "bash", "-c", given() + recipe("All of them use:", "umask") + recipe(recipe, ""));

        assertThat(folder.resolve("seed.iso")).hasBinaryContent(wholeImage());
        assertThat(proxy.cuts()).isZero();
    }

    private String given() {
        return "set -e\nTOKEN='%s'\nURL='http://127.0.0.1:%s%s'\n"
                .formatted(fleet.token(), proxy.port(), RunningFunction.pathOf("seed"));
    }

    private byte[] wholeImage() {
        var request = function.request(RunningFunction.pathOf("seed"))
                .header(RunningFunction.TOKEN_HEADER, "Bearer " + fleet.token());
        return function.send(request).body();
    }

    /** The lines of code that follow a paragraph of the README, or those of them that begin so. */
    static String recipe(String paragraph, String beginning) throws IOException {
        return Files.readAllLines(Path.of("README.md")).stream()
                .dropWhile(line -> !line.startsWith(paragraph))
                .dropWhile(line -> !line.startsWith("    "))
                .takeWhile(line -> line.startsWith("    "))
                .map(line -> line.substring(4))
                .filter(line -> line.startsWith(beginning))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
