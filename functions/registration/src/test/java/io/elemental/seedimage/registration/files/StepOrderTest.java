package io.elemental.seedimage.registration.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.elemental.seedimage.registration.Yaml;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of steps that {@code after} asks for. */
class StepOrderTest {

    static Stream<Arguments> ordersThatCannotBeFollowed() {
        return Stream.of(
                arguments(
                        "{stages: {boot: [{name: a}, {name: b, after: [{name: a}]}]}}",
                        "[1].after[0] needs a name of" + " the whole document, spec.cloud-config.name, to refer to"),
                arguments(
                        "{name: d, stages: {boot: [{name: a}, {name: b, after: [{name: a}]}]}}",
                        "[1].after[0].name must be \"d.<name>\" of a step of this stage, and .<index> where names"
                                + " stand twice"),
                arguments(
                        "{name: d, stages: {boot: [{name: a, after: [{}]}]}}",
                        "[0].after[0].name must be \"d.<name>\" of a step of this stage, and .<index> where names"
                                + " stand twice"),
                arguments(
                        "{name: d, stages: {x: [{name: a}], boot: [{after: [{name: d.a}]}]}}",
                        "[0].after[0].name must be \"d.<name>\" of a step of this stage, and .<index> where names"
                                + " stand twice"),
                arguments(
                        "{name: d, stages: {boot: [{name: a, after: [{name: d.a}]}]}}",
                        "[0].after[0].name" + " must not lead back to its own step"),
                arguments(
                        "{name: d, stages: {boot: [{name: a}, {}, {}, {after: [{name: d.a}]}]}}",
                        "[3].after[0].name must be \"d.<name>\" of a step of this stage,"
                                + " and .<index> where names stand twice"),
                arguments(
                        "{name: d, stages: {boot: [{name: a, after: [{name: d.c}]}, {name: b}, {name: c}]}}",
                        "[0].after[0].name must not lead back to its own step"),
                arguments(
                        "{name: d, stages: {boot: [{name: x}, {name: a, after: [{name: d.x}, {name: d.b}]},"
                                + " {name: b, after: [{name: d.c}]}, {name: c, after: [{name: d.a}]}]}}",
                        "[1].after[1].name must not lead back to its own step"));
    }

    @ParameterizedTest
    @MethodSource("ordersThatCannotBeFollowed")
    void refusesOrdersThatWouldCrashTheBootTool(String yaml, String sentence) {
        assertThatExceptionOfType(InvalidCloudConfigException.class)
                .isThrownBy(() -> CloudConfigFile.of(Yaml.map(yaml), false))
                .withMessage("spec.cloud-config.stages.boot" + sentence);
    }

    @Test
    void followsAChainOfThousandsOfSteps() {
        var steps = new ArrayList<Map<String, Object>>();
        IntStream.range(0, 3_000)
                .forEach(index -> steps.add(
                        index == 0
                                ? Map.of("name", "s0")
                                : Map.of("name", "s" + index, "after", List.of(Map.of("name", "d.s" + (index - 1))))));

        assertThatCode(() -> CloudConfigFile.of(Map.of("name", "d", "stages", Map.of("boot", steps)), false))
                .doesNotThrowAnyException();
    }

    /** The API server takes all of this; each is looked at again with every event. */
    static Stream<Arguments> ordersThatTakeLong() {
        var nobody = List.of();
        return Stream.of(
                arguments("requests of one step", "d", List.of(nobody, requests(0, 16_000), requests(1, 16_000))),
                arguments(
                        "a chain",
                        "d",
                        IntStream.range(0, 16_000)
                                .mapToObj(index -> index == 0 ? nobody : requests(index - 1, 1))
                                .toList()),
                arguments(
                        "the end of a chain",
                        "d",
                        Stream.concat(
                                        IntStream.range(0, 20_000).mapToObj(_ -> nobody),
                                        Stream.of(requests(19_999, 20_000)))
                                .toList()),
                arguments("a long name", "d".repeat(700_000), Collections.nCopies(30_000, nobody)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ordersThatTakeLong")
    void keepsNobodyBusy(String kind, String document, List<List<Object>> afters) {
        var cloudConfig = document(document, afters);
        var before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

        assertThatCode(() -> CloudConfigFile.of(cloudConfig, false)).as(kind).doesNotThrowAnyException();

        assertThat(Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before))
                .as(kind)
                .isLessThan(Duration.ofSeconds(2));
    }

    /** What is said is the same as if each wish were followed for itself. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsTheFirstWishThatLeadsBack(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < 300; round++) {
            var count = 1 + random.nextInt(8);
            var afters = IntStream.range(0, count)
                    .mapToObj(_ -> IntStream.range(0, random.nextInt(3))
                            .mapToObj(_ -> requests(random.nextInt(count), 1).getFirst())
                            .toList())
                    .toList();
            var document = document("d", afters);

            assertThat(StepOrder.firstProblem("", document, true)).isEqualTo(firstThatLeadsBack(afters));
        }
    }

    private static Optional<String> firstThatLeadsBack(List<List<Object>> afters) {
        return IntStream.range(0, afters.size())
                .boxed()
                .flatMap(step -> IntStream.range(0, afters.get(step).size())
                        .filter(index -> leads(afters, target(afters.get(step).get(index)), step, new HashSet<>()))
                        .mapToObj(index -> ".stages.boot[%s].after[%s].name must not lead back to its own step"
                                .formatted(step, index)))
                .findFirst();
    }

    private static boolean leads(List<List<Object>> afters, int from, int to, Set<Integer> seen) {
        if (from == to) {
            return true;
        }
        var others = afters.get(from).isEmpty() && from > 0
                ? List.of(from - 1)
                : afters.get(from).stream().map(StepOrderTest::target).toList();
        return seen.add(from) && others.stream().anyMatch(other -> leads(afters, other, to, seen));
    }

    private static int target(Object wish) {
        return Integer.parseInt(String.valueOf(((Map<?, ?>) wish).get("name")).substring(3));
    }

    private static List<Object> requests(int step, int times) {
        return Collections.nCopies(times, Map.of("name", "d.s" + step));
    }

    private static Map<String, @Nullable Object> document(String name, List<List<Object>> afters) {
        var steps = IntStream.range(0, afters.size())
                .mapToObj(step -> Map.of("name", "s" + step, "after", afters.get(step)))
                .toList();
        return Map.of("name", name, "stages", Map.of("boot", steps));
    }
}
