package io.elemental.seedimage.builder.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that the boot tool was seen to read, and not to read. */
class BootFileTest {

    private static final String H = "#cloud-config\n";

    static Stream<String> read() {
        return Stream.of(
                "",
                "# nothing\n",
                "---\n",
                "{}",
                "null",
                H,
                H + "hostname: 0123",
                H + "write_files: [{path: /a, permissions: 0644}]",
                H + "write_files: [{path: /a, permissions: 644}]",
                H + "write_files: [{path: /a, permissions: '0600'}]",
                H + "{\"runcmd\":[\"a: b\"]}",
                H + "users: [{name: bob, uid: 1000, lock_passwd: yes, sudo: ALL}]",
                H + "stages: {network: [{commands: [date]}]}",
                "#cloud-config \t\r\nusers: []",
                "stages: {boot: [{sysctl: {vm.swappiness: 10}}]}",
                "stages: {boot: [{files: [{path: /a, permissions: 0o644, owner: 0}]}]}",
                "stages: {boot: [{files: [{path: /a, permissions: 0644}]}]}",
                "stages: {boot: [{files: [{path: /a, permissions: 420}]}]}",
                "b: &b {hostname: h}\nstages: {boot: [{<<: *b, name: n}]}",
                "a: &a {x: 1}\nb: &b {y: 2}\nstages: {boot: [{<<: [*a, *b], hostname: h}]}",
                "name: a\n---\nname: [b",
                "name: a\n...\nwhat: [ever",
                "# cloud-config\nusers: [default]",
                "stages: {boot: [~, {commands: [~, date]}]}",
                "unknown: {deep: [1, {2: x}]}",
                "unknown: !foo x",
                "%YAML 1.1\n---\nname: a",
                "stages: {boot: [{name: a}, {name: b, after: [{name: /run/initramfs/live/iso-config/x.yaml.a}]}]}",
                "\ufeffstages: {}");
    }

    @ParameterizedTest
    @MethodSource("read")
    void whatTheBootToolReadsHasNoProblem(String text) {
        assertThat(problem(text)).isNull();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(H + "runcmd: [[echo, a]]", "runcmd[0] must be text, but is a list"),
                Arguments.of(H + "users: [default]", "users[0] must be an object, but is text"),
                Arguments.of(H + "users: [{name: bob, groups: 'a,b'}]", "users[0].groups must be a list, but is text"),
                Arguments.of(
                        H + "write_files: [{path: /a, permissions: 0o644}]",
                        "write_files[0].permissions must be octal digits"),
                Arguments.of(H + "hostname: a\nhostname: b", "it has the same key twice in one mapping"),
                Arguments.of(H + "name: a\nstages: {boot: x}", "stages.boot must be a list, but is text"),
                Arguments.of(
                        "stages: {boot: [{files: [{path: /a, permissions: '0644'}]}]}",
                        "stages.boot[0].files[0].permissions must be a number"),
                Arguments.of(
                        "stages: {boot: [{files: [{path: /a, owner: root}]}]}",
                        "stages.boot[0].files[0].owner must be a number"),
                Arguments.of("stages: {boot: {commands: [date]}}", "stages.boot must be a list, but is an object"),
                Arguments.of("stages: {boot: [{commands: ['a', b: c]}]}", "commands[1] must be text"),
                Arguments.of("stages:\n\tboot: []", "line 2 is not valid YAML"),
                Arguments.of("#!/bin/sh\nreboot", "it is no mapping"),
                Arguments.of("- a", "it is no mapping"),
                Arguments.of("a: [", "line 1 is not valid YAML"),
                Arguments.of("a: *b", "it has an alias of what is not there"),
                Arguments.of("a: &a [*a]", "it has an alias of what is not there"),
                Arguments.of("? [a]\n: b", "it has a key that is no text"),
                Arguments.of("<<: a", "it merges something that is no mapping"),
                Arguments.of("a: !!int abc", "it calls a value a number that is none"),
                Arguments.of("a: \u0007", "it has characters that YAML must not have"),
                Arguments.of("%YAML 1.2\n---\nname: a", "it asks for YAML 1.2, and 1.1 is the newest that is read"),
                Arguments.of("a: " + "[".repeat(200) + "]".repeat(200), "it is nested deeper than 100 levels"),
                Arguments.of(laughs(), "it has more than 100000 values"),
                Arguments.of("stages: {boot: [{name: a, after: [{name: b}]}]}", "stages.boot[0].after[0].name must be"),
                Arguments.of("stages: {boot: [{only_os: sles, commands: [date]}]}", "stages.boot[0].only_os"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatItDoesNotReadIsTold(String text, String problem) {
        assertThat(problem(text)).startsWith(problem.contains("[1]") ? "stages.boot[0]." + problem : problem);
    }

    /** Each line repeats the one before nine times. */
    private static String laughs() {
        return IntStream.range(1, 12)
                .mapToObj(line -> "a%s: &a%s [%s]"
                        .formatted(
                                line,
                                line,
                                line == 1 ? "x" : "*a%s,".formatted(line - 1).repeat(9)))
                .collect(Collectors.joining("\n"));
    }

    private static @Nullable String problem(String text) {
        return BootFile.problem("/iso-config/x.yaml", text.getBytes(StandardCharsets.UTF_8))
                .orElse(null);
    }
}
