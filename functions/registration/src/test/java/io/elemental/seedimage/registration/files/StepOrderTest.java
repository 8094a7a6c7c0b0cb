package io.elemental.seedimage.registration.files;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.elemental.seedimage.registration.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of steps that {@code after} asks for. */
class StepOrderTest {

    static Stream<Arguments> ordersThatCannotBeFollowed() {
        return Stream.of(
                arguments(
                        "{stages: {boot: [{name: a}, {name: b, after: [{name: a}]}]}}",
                        "[1].after[0] needs a name of" + " the whole document, spec.cloud-config.name, to refer to"),
                arguments(
                        "{name: d, stages: {boot: [{name: a}, {name: b, after: [{name: a}]}]}}",
                        "[1].after[0].name"
                                + " must be \"d.<name>\" of a step of this stage, and .<index> where names stand twice"),
                arguments(
                        "{name: d, stages: {boot: [{name: a, after: [{}]}]}}",
                        "[0].after[0].name"
                                + " must be \"d.<name>\" of a step of this stage, and .<index> where names stand twice"),
                arguments(
                        "{name: d, stages: {x: [{name: a}], boot: [{after: [{name: d.a}]}]}}",
                        "[0].after[0].name"
                                + " must be \"d.<name>\" of a step of this stage, and .<index> where names stand twice"),
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
                .isThrownBy(() -> CloudConfigFile.of(Yaml.map(yaml)))
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

        assertThatCode(() -> CloudConfigFile.of(Map.of("name", "d", "stages", Map.of("boot", steps))))
                .doesNotThrowAnyException();
    }
}
