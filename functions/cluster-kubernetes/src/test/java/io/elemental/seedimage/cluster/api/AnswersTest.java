package io.elemental.seedimage.cluster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnswersTest {

    private static final Part PART = Part.of("metadata.name", "spec.*");
    private static final int LEVELS = 200_000;

    /** What an API server takes and ordinary readers of JSON do not, and more than that. */
    static Stream<String> unforeseen() {
        return Stream.of(
                "{\"%s\": 1}".formatted("k".repeat(3_000_000)),
                "{\"a\": \"%s\"}".formatted("s".repeat(30_000_000)),
                "{\"a\": %s}".formatted("7".repeat(100_000)),
                "{\"a\": 1e999999999}",
                "{\"a\": -1e-999999999}",
                "{\"a\": ".repeat(LEVELS) + "1" + "}".repeat(LEVELS),
                "[".repeat(LEVELS) + "]".repeat(LEVELS),
                "[%s0]".formatted("{},".repeat(1_000_000)),
                "\"\\ud800\"",
                "null");
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("unforeseen")
    void aListGoesOnBehindAnObjectWhateverIsInIt(String value) throws IOException {
        var items = new ArrayList<ReadObject>();

        var next = read("""
            {"apiVersion": "v1", "items": [
              {"metadata": {"name": "a", "managedFields": %1$s, "x": [%1$s]}, "spec": {"cloud-config": %1$s, "z": 7}, "more": %1$s},
              {"metadata": {"name": "b"}, "spec": {"z": 8}}
            ], "metadata": {"continue": "token", "more": %1$s}}
            """.formatted(value), items);

        assertThat(next).isEqualTo("token");
        assertThat(items).hasSize(2);
        assertThat(items.getFirst().values()).containsEntry("metadata", Map.of("name", "a"));
        assertThat(items.getFirst().values().get("spec"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("z", 7L);
        assertThat(items.getLast().values())
                .isEqualTo(Map.of("metadata", Map.of("name", "b"), "spec", Map.of("z", 8L)));
        assertThat(items.getLast().problem()).isEmpty();
    }

    @Test
    void oneOfManyFieldsIsReadByANameWithDots() {
        var many = IntStream.range(0, 1_000)
                .mapToObj("\"a.b/%s\": \"x\""::formatted)
                .collect(Collectors.joining(",", "{", "}"));

        var read = ReadJson.part(
                "{\"metadata\": {\"name\": \"n\", \"annotations\": %s, \"labels\": %s}}".formatted(many, many),
                Part.of("metadata.name", "metadata.annotations[a.b/7]"));

        assertThat(read.values())
                .isEqualTo(Map.of("metadata", Map.of("name", "n", "annotations", Map.of("a.b/7", "x"))));
    }

    @Test
    void saysWhatIsTooDeepOrTooMuchToBeRead() {
        assertThat(problem("{\"users\": [%s]}".formatted("{\"a b\": ".repeat(120) + "1" + "}".repeat(120))))
                .startsWith("spec.cloud-config.users[0][\"a b\"][\"a b\"]")
                .endsWith("... is nested deeper than 100 levels")
                .hasSizeLessThan(300);
        assertThat(problem("[%s0]".formatted("{},".repeat(ObjectReading.MOST_VALUES))))
                .isEqualTo("spec.cloud-config has more than 65536 values");
        assertThat(problem("{\"a\": %s}".formatted("7".repeat(101))))
                .isEqualTo("spec.cloud-config.a is a number of 101 characters; at most 100 can be read");
    }

    @Test
    void readsWhatIsJustWithinTheLimits() {
        assertThat(spec("[".repeat(101) + "]".repeat(101)).problem()).isEmpty();
        assertThat(spec("[%s0]".formatted("{},".repeat(ObjectReading.MOST_VALUES - 2)))
                        .problem())
                .isEmpty();
        assertThat(spec("7".repeat(100)).problem()).isEmpty();
    }

    @Test
    void oneFieldHasNoPartInTheLimitsOfAnother() {
        var many = "[%s0]".formatted("0,".repeat(40_000));

        assertThat(ReadJson.whole("{\"spec\": {\"a\": %s, \"b\": %1$s}}"
                                .replace("%s", many)
                                .replace("%1$s", many))
                        .problem())
                .isEmpty();
    }

    @Test
    void takesAnswersThatAreNoneForAnOutage() {
        for (var answer : List.of("", "[]", "text", "{\"items\": [{\"metadata\"", "{\"items\": [{}}")) {
            assertThatIOException().isThrownBy(() -> read(answer, new ArrayList<>()));
        }
    }

    private static String problem(String cloudConfig) {
        return spec(cloudConfig).problem().orElseThrow();
    }

    private static ReadObject spec(String cloudConfig) {
        return ReadJson.whole("{\"spec\": {\"cloud-config\": %s}}".formatted(cloudConfig));
    }

    private static String read(String answer, List<ReadObject> items) throws IOException {
        return Answers.list(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)), PART, items::add);
    }
}
