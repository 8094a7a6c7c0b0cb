package io.elemental.seedimage.registration.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.elemental.seedimage.registration.RandomTree;
import io.elemental.seedimage.registration.Yaml;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {

    private static final int CASES = 2_000;

    @Test
    void readsBackAsTheTreeThatWasWritten() {
        for (var seed = 0; seed < CASES; seed++) {
            var tree = new RandomTree(new Random(seed)).object();

            var text = YamlText.of(tree);

            assertThat(Yaml.read(text)).as("seed %s:%n%s", seed, text).isEqualTo(tree);
        }
    }

    @Test
    void writesEqualTreesEqually() {
        for (var seed = 0; seed < CASES; seed++) {
            var tree = new RandomTree(new Random(seed)).object();

            assertThat(YamlText.of(RandomTree.inAnotherOrder(tree, new Random(seed))))
                    .as("seed %s", seed)
                    .isEqualTo(YamlText.of(tree));
        }
    }

    @Test
    void keeps64BitIntegersExactly() {
        var tree = Map.of("least", Long.MIN_VALUE, "century", 3_153_600_000_000_000_000L, "most", Long.MAX_VALUE);

        assertThat(YamlText.of(tree)).isEqualTo("""
                century: 3153600000000000000
                least: -9223372036854775808
                most: 9223372036854775807
                """);
    }

    /** Lines are written once, not once a level. */
    @Test
    void manyValuesInTheDepthAreWrittenSoon() {
        Object tree = Collections.nCopies(65_000, 0L);
        for (var level = 0; level < 98; level++) {
            tree = Map.of("a", tree);
        }
        var deep = Map.of("a", tree);

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(YamlText.of(deep)).hasSize(65_000 * (2 * 99 + 4) + 99 * 3 + 98 * 99));
    }

    @Test
    void nestsListsInLists() {
        assertThat(YamlText.of(Map.of("a", List.of(List.of(1, List.of()), Map.of(), List.of(List.of("x"))))))
                .isEqualTo("""
                        a:
                          - - 1
                            - []
                          - {}
                          - - - "x"
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"y", "No", "ON", "off", "True", "null", "~", "", "1", "0x1", "a b", "a:", "<<", "-", "#a", "é"})
    void quotesKeysThatAReaderCouldTakeForSomethingElse(String key) {
        assertThat(YamlText.of(Map.of(key, 1))).isEqualTo("\"%s\": 1\n".formatted(key));
    }

    @Test
    void writesCharactersBeyondTheFirstPlaneAsTheyAre() {
        assertThat(YamlText.of(Map.of("a", "/\uD83D\uDE00\u0085\u2028\u001B\uFEFF")))
                .isEqualTo("a: \"/\uD83D\uDE00\\u0085\\u2028\\u001b\\ufeff\"\n");
    }

    @Test
    void writesAnEmptyTree() {
        assertThat(YamlText.of(Map.of())).isEqualTo("{}\n");
    }

    @Test
    void writesNothingButJson() {
        assertThatIllegalArgumentException().isThrownBy(() -> YamlText.of(Map.of("a", Instant.EPOCH)));
    }
}
