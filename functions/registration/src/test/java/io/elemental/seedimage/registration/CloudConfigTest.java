package io.elemental.seedimage.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.elemental.seedimage.registration.files.CloudConfigFile;
import io.elemental.seedimage.registration.files.InvalidCloudConfigException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class CloudConfigTest {

    private static final Map<String, @Nullable Object> NOTHING = Map.of();

    static final List<String> READABLE = List.of(
            "hostname: '0123'",
            "write_files: [{path: /a, encoding: b64, content: aGVsbG8=}]",
            "write_files: [{path: /a, encoding: b64, content: \"aGVs\\r\\nbG8=\\n\"}]",
            "write_files: [{path: /a, encoding: b64}]",
            "write_files: [{path: /a, encoding: gz+b64, content: H4sIAAAAAAACA8vIBACsKpPYAgAAAA==}]",
            "write_files: [{path: /a, encoding: text, content: '!'}]",
            "write_files: [{path: /a, encoding: '', content: '!'}]",
            "hostname: 123",
            "hostname: true",
            "hostname: null",
            "bootcmd: [[a], {b: 1}]",
            "packages: 5",
            "runcmd: [date, 5, null, true, 1.5]",
            "runcmd: null",
            "runcmd: []",
            "write_files: [{path: /a, permissions: '0644'}]",
            "write_files: [{path: /a, permissions: '420'}]",
            "write_files: [{path: /a, permissions: ''}]",
            "write_files: [{path: /a, permissions: null}]",
            "write_files: [{path: /a, permissions: '37777777777'}]",
            "write_files: [{path: /a, permissions: '000000000000000000644'}]",
            "write_files: [{path: /a, append: {x: y}}]",
            "write_files: [null]",
            "milpa_files: [{path: /a}]",
            "users: [{name: bob, uid: 1000, lock_passwd: true, sudo: ALL}]",
            "users: [{name: bob, lock_passwd: 'yes', system: 'Off'}]",
            "users: [{name: bob, groups: [a, b], coreos_ssh_import_github_users: [c]}]",
            "ssh_authorized_keys: [ssh-ed25519 AAAA]",
            "growpart: {mode: auto, devices: [/]}",
            "name: a",
            "name: [a, {b: c}]",
            "{name: [a], runcmd: [date]}",
            "{stages: {boot: [{name: a, commands: [date]}]}, users: [{name: kairos}], name: d}",
            "{stages: null, runcmd: [date]}",
            "hostname: \"a\\0\\a\\e\\x7f\\x85\\ufffeb\"",
            "\"a\\0\\x7f\": 1",
            "stages: {boot: [{only_os: null, if_files: null}]}",
            "Commands: {a: b}",
            "stages: null",
            "stages: {}",
            "stages: {boot: null}",
            "stages: {boot: [null, {}]}",
            "stages: {anything: [{commands: [date], unknown: {a: [1]}}]}",
            "stages: {boot: [{sysctl: {vm.swappiness: 10, a: null}}]}",
            "stages: {boot: [{environment: {A: true}, timesyncd: {NTP: 1}, systemd_firstboot: {x: y}}]}",
            "stages: {boot: [{files: [{path: /a, permissions: 420, owner: 0, group: -1, ownerstring: '0:0'}]}]}",
            "stages: {boot: [{files: [{path: /a, permissions: 4294967295, owner: 1.9}]}]}",
            "stages: {boot: [{downloads: [{path: /a, url: b, timeout: 5}]}]}",
            "stages: {boot: [{directories: [{path: /a, permissions: 448, owner: 0, group: 0}]}]}",
            "stages: {boot: [{authorized_keys: {root: [a, b]}, users: {bob: {groups: [a], system: true}}}]}",
            "stages: {boot: [{dns: {nameservers: [1.1.1.1], path: /a}, systemctl: {enable: [a], mask: null}}]}",
            "stages: {boot: [{layout: {device: {label: a}, expand_partition: {size: 0}}}]}",
            "stages: {boot: [{layout: {add_partitions: [{fsLabel: a, size: 18446744073709551615}]}}]}",
            "stages: {boot: [{git: {url: a, branch_only: false, auth: {insecure: 'n'}}}]}",
            "stages: {boot: [{datasource: {providers: [cdrom], path: /oem}, node: '[', if: true}]}",
            "{name: d, stages: {boot: [{name: a}, {name: b, after: [{name: d.a}]}, {name: c, after: [{name: d.b}]}]}}",
            "{name: d, stages: {boot: [{name: a, after: [null]}, {name: b, after: null}, {after: [{name: d.a}]}]}}",
            "{name: d, stages: {boot: [{name: a}, {after: [{name: d.a}]}, {name: b, after: [{name: d.1}]}]}}",
            "{name: d, stages: {boot: [{name: a}, null, {name: a}, {after: [{name: d.a.1}]}]}}",
            "{name: d, stages: {boot: [{}, {name: a, after: [{name: d.b}]}, {name: b, after: [{name: d.0}]}]}}",
            "{name: 5, stages: {boot: [{name: 6}, {after: [{name: '5.6'}]}]}}",
            "{stages: {boot: []}, name: n, extra: {a: b}}");

    @ParameterizedTest
    @FieldSource("READABLE")
    void takesWhatTheBootToolReads(String yaml) {
        var cloudConfig = Yaml.map(yaml);

        var file = CloudConfigFile.of(cloudConfig, false);

        assertThat(Yaml.read(file)).isEqualTo(cloudConfig);
        var yip = cloudConfig.containsKey("stages")
                && !cloudConfig.containsKey("users")
                && !cloudConfig.containsKey("runcmd");
        assertThat(file.startsWith("#cloud-config\n")).isNotEqualTo(yip);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("hostname: [a]", ".hostname must be text, but is a list"),
                arguments("runcmd: date", ".runcmd must be a list, but is text"),
                arguments("runcmd: [[echo, a]]", ".runcmd[0] must be text, but is a list"),
                arguments("runcmd: [date, {echo a: b}]", ".runcmd[1] must be text, but is an object"),
                arguments("users: [default]", ".users[0] must be an object, but is text"),
                arguments("users: [{name: bob, groups: 'a,b'}]", ".users[0].groups must be a list, but is text"),
                arguments(
                        "users: [{name: bob, lock_passwd: 'true'}]",
                        ".users[0].lock_passwd must be true or false, not in quotes, but is text"),
                arguments(
                        "users: [{name: bob, system: 1}]",
                        ".users[0].system must be true or false, not in quotes, but is a number"),
                arguments("write_files: {path: /a}", ".write_files must be a list, but is an object"),
                arguments("ssh_authorized_keys: ssh-ed25519 AAAA", ".ssh_authorized_keys must be a list, but is text"),
                arguments("growpart: false", ".growpart must be an object, but is true or false"),
                arguments("growpart: {devices: /}", ".growpart.devices must be a list, but is text"),
                arguments(
                        "write_files: [{path: /a, encoding: base64, content: '!'}]",
                        ".write_files[0].content must be base64, as its encoding says"),
                arguments(
                        "stages: {boot: [{files: [{path: /a, encoding: b64, content: YQ==}, {encoding: b64, content:"
                                + " YQ}]}]}",
                        ".stages.boot[0].files[1].content must be base64, as its encoding says"),
                arguments("{name: [a], stages: {}}", ".name must be text, but is a list"),
                arguments("{name: [a], stages: {}, runcmd: []}", ".name must be text, but is a list"),
                arguments("{stages: {boot: [5]}, runcmd: []}", ".stages.boot[0] must be an object, but is a number"),
                arguments(
                        "{name: d, stages: {boot: [{name: a}, {after: [{name: d.a}]}]}, users: []}",
                        ".stages.boot[1].after[0] cannot be followed beside keys of cloud-init, where steps have no"
                                + " name to refer to"),
                arguments(
                        "stages: {boot: [{name: deb, only_os: debian, commands: [apt-get update]}]}",
                        ".stages.boot[0].only_os is no condition that the boot tool knows, so the step would always"
                                + " run: use 'if' instead"),
                arguments(
                        "stages: {boot: [{if_files: {any: [/etc/a]}, commands: ['rm -rf /x']}]}",
                        ".stages.boot[0].if_files is no condition that the boot tool knows, so the step would always"
                                + " run: use 'if' instead"),
                arguments("stages: {\"%q %n\": 5}", ".stages[\"%q %n\"] must be a list, but is a number"),
                arguments("stages: []", ".stages must be an object, but is a list"),
                arguments("stages: text", ".stages must be an object, but is text"),
                arguments("stages: {boot: {commands: [date]}}", ".stages.boot must be a list, but is an object"),
                arguments("stages: {boot: [date]}", ".stages.boot[0] must be an object, but is text"),
                arguments(
                        "stages: {boot: [{commands: [{echo a: b}]}]}",
                        ".stages.boot[0].commands[0] must be text, but is an object"),
                arguments(
                        "stages: {boot: [{}, {files: [{path: /a, permissions: '0644'}]}]}",
                        ".stages.boot[1].files[0].permissions must be a number from 0 to 4294967295, not in quotes,"
                                + " but is text"),
                arguments(
                        "stages: {boot: [{files: [{path: /a, permissions: 4294967296}]}]}",
                        ".stages.boot[0].files[0].permissions must be a number from 0 to 4294967295, not in quotes,"
                                + " but is another number"),
                arguments(
                        "stages: {boot: [{directories: [{path: /a, permissions: -1}]}]}",
                        ".stages.boot[0].directories[0].permissions must be a number from 0 to 4294967295,"
                                + " not in quotes, but is another number"),
                arguments(
                        "stages: {boot: [{files: [{path: /a, owner: root}]}]}",
                        ".stages.boot[0].files[0].owner must be a number from -9223372036854775808 to"
                                + " 9223372036854775807, not in quotes, but is text"),
                arguments(
                        "stages: {boot: [{downloads: [{timeout: 5s}]}]}",
                        ".stages.boot[0].downloads[0].timeout must be a number from -9223372036854775808 to"
                                + " 9223372036854775807, not in quotes, but is text"),
                arguments(
                        "stages: {boot: [{ensure_entities: [{entity: {a: b}}]}]}",
                        ".stages.boot[0].ensure_entities[0].entity must be text, but is an object"),
                arguments(
                        "stages: {boot: [{environment: [A=B]}]}",
                        ".stages.boot[0].environment must be an object, but is a list"),
                arguments(
                        "stages: {boot: [{sysctl: {vm.swappiness: {a: b}}}]}",
                        ".stages.boot[0].sysctl[\"vm.swappiness\"] must be text, but is an object"),
                arguments(
                        "stages: {boot: [{authorized_keys: {root: a}}]}",
                        ".stages.boot[0].authorized_keys.root must be a list, but is text"),
                arguments(
                        "stages: {boot: [{layout: {expand_partition: {size: 5G}}}]}",
                        ".stages.boot[0].layout.expand_partition.size must be a number from 0 to"
                                + " 18446744073709551615, not in quotes, but is text"),
                arguments(
                        "stages: {boot: [{git: {auth: {insecure: 'true'}}}]}",
                        ".stages.boot[0].git.auth.insecure must be true or false, not in quotes, but is text"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatTheBootToolCannotRead(String yaml, String sentence) {
        assertThatExceptionOfType(InvalidCloudConfigException.class)
                .isThrownBy(() -> CloudConfigFile.of(Yaml.map(yaml), false))
                .withMessage(sentence.startsWith(".") ? "spec.cloud-config" + sentence : sentence);
    }

    @ParameterizedTest
    @FieldSource
    void refusesModesThatAreNoOctalText(Object mode) {
        var cloudConfig = Map.<String, @Nullable Object>of("write_files", List.of(Map.of("permissions", mode)));

        assertThatExceptionOfType(InvalidCloudConfigException.class)
                .isThrownBy(() -> CloudConfigFile.of(cloudConfig, false))
                .withMessageStartingWith("spec.cloud-config.write_files[0].permissions must be octal digits in quotes"
                        + " such as \"0644\" (unquoted, they arrive as another number), but is ");
    }

    static final List<Object> refusesModesThatAreNoOctalText = List.of(
            420,
            436,
            511,
            500,
            0,
            678,
            800,
            1777,
            644.5,
            644L + 0.0,
            -644,
            "0o644",
            "0x1a4",
            "u=rw",
            "0999",
            "-1",
            "644.0",
            "0_644",
            " 0644",
            "0644\n",
            "40000000000",
            true,
            List.of("0644"));

    @Test
    void readsKeysOfUpTo1024Characters() {
        assertThat(CloudConfigFile.of(Map.of("x".repeat(1024), 1), false))
                .hasSize("#cloud-config\n".length() + 1024 + 4);
        assertThatExceptionOfType(InvalidCloudConfigException.class)
                .isThrownBy(() -> CloudConfigFile.of(Map.of("a", Map.of("x".repeat(1025), 1)), false))
                .withMessage("spec.cloud-config.a has a key that takes 1025 characters; at most 1024 can be read");
        assertThatExceptionOfType(InvalidCloudConfigException.class)
                .isThrownBy(() -> CloudConfigFile.of(Map.of(".".repeat(1023), 1), false))
                .withMessage("spec.cloud-config has a key that takes 1025 characters; at most 1024 can be read");
    }

    @Test
    void refusesHalvesOfCharacters() {
        assertThatExceptionOfType(InvalidCloudConfigException.class)
                .isThrownBy(() -> CloudConfigFile.of(Map.of("hostname", "a\uD83D"), false))
                .withMessage("spec.cloud-config.hostname has the character U+D83D, which the boot tool cannot read");
    }

    @Test
    void refusesNumbersThatJsonDoesNotHave() {
        assertThatExceptionOfType(InvalidCloudConfigException.class)
                .isThrownBy(() -> CloudConfigFile.of(Map.of("a", Double.NaN), false))
                .withMessage("spec.cloud-config.a is not a finite number");
    }

    @Test
    void refusesTreesTooDeepToLookAt() {
        Map<String, @Nullable Object> tree = NOTHING;
        for (var depth = 0; depth < 20_000; depth++) {
            var outer = new HashMap<String, @Nullable Object>();
            outer.put("a", tree);
            tree = outer;
        }
        var deep = tree;

        assertThatExceptionOfType(InvalidCloudConfigException.class)
                .isThrownBy(() -> CloudConfigFile.of(deep, false))
                .withMessageEndingWith(" is nested deeper than 100 levels")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void namesTheSameProblemWhateverTheOrderOfKeys() {
        var problems = Stream.of("{runcmd: a, hostname: [b], users: c}", "{users: c, runcmd: a, hostname: [b]}");

        assertThat(problems)
                .allSatisfy(yaml -> assertThatExceptionOfType(InvalidCloudConfigException.class)
                        .isThrownBy(() -> CloudConfigFile.of(Yaml.map(yaml), false))
                        .withMessage("spec.cloud-config.hostname must be text, but is a list"));
    }

    @Test
    void showsNoValues() {
        assertThatExceptionOfType(InvalidCloudConfigException.class)
                .isThrownBy(() -> CloudConfigFile.of(Yaml.map("users: [{name: root, passwd: [secret]}]"), false))
                .withMessage("spec.cloud-config.users[0].passwd must be text, but is a list");
    }
}
