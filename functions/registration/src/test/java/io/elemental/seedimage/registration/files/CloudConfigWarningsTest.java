package io.elemental.seedimage.registration.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.elemental.seedimage.registration.Yaml;
import io.elemental.seedimage.rules.cluster.Warning;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the boot tool ignores, or does otherwise than it is written, is told. */
class CloudConfigWarningsTest {

    private static final String IGNORED = "is not known to the boot tool, which ignores it";
    private static final String LOST =
            "has more than permissions (setuid, setgid, sticky or others), which are lost: the mode becomes ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "bootcmd: [[a], {b: 1}]                               | .bootcmd | " + IGNORED,
                "{stages: {}, Runcmd: []}                             | .Runcmd  | " + IGNORED,
                "stages: {network: [{command: [wget]}]}" + "| .stages.network[0].command | " + IGNORED
                        + ". Perhaps it is to be commands",
                "stages: {a: [{files: [{path: /a, permissions: 420, permsisions: 384}]}]}"
                        + "| .stages.a[0].files[0].permsisions | " + IGNORED + ". Perhaps it is to be permissions",
                "users: [{name: demo, ssh-authorized-keys: [a]}]" + "| .users[0].ssh-authorized-keys | " + IGNORED
                        + ". Perhaps it is to be ssh_authorized_keys",
                "users: [{name: demo, sudo: ALL}]                     | .users[0].sudo | " + IGNORED,
                "write_files: [{path: /a, permissions: '0644', append: true}]"
                        + "| .write_files[0].append | is not known to the boot tool, which replaces the file",
                "write_files: [{path: /a, permissions: '0644', content: YQ==, encoding: B64}]"
                        + "| .write_files[0].encoding | is not known to the boot tool, which writes the content as it"
                        + " stands: it knows b64 and gz+b64",
                "write_files: [{path: /a, permissions: '0644', defer: true}]"
                        + "| .write_files[0].defer | is not known to the boot tool, which writes the file before it makes"
                        + " users",
                "write_files: [{path: /a, permissions: '0644', source: {uri: b}}]"
                        + "| .write_files[0].source | is not known to the boot tool, which writes the file without it",
                "write_files: [{path: /a}]  | .write_files[0].permissions | is not set, which makes the mode 0000",
                "write_files: [{path: /a, permissions: ''}]"
                        + "| .write_files[0].permissions | is not set, which makes the mode 0000",
                "stages: {a: [{files: [{path: /a, permissions: null}]}]}"
                        + "| .stages.a[0].files[0].permissions | is not set, which makes the mode 0000",
                "stages: {a: [{directories: [{path: /a}]}]}"
                        + "| .stages.a[0].directories[0].permissions | is not set, which makes the mode 0000",
                "write_files: [{path: /a, permissions: '4111'}] | .write_files[0].permissions | " + LOST + "0111",
                "stages: {a: [{directories: [{path: /a, permissions: 1023}]}]}"
                        + "| .stages.a[0].directories[0].permissions | " + LOST + "0777",
                "write_files: [{path: /a, permissions: '0644', owner: '0:0'}]"
                        + "| .write_files[0].owner | must be names such as root:root: otherwise the owner stays root",
                "stages: {a: [{files: [{path: /a, permissions: 420, ownerstring: 'root:'}]}]}"
                        + "| .stages.a[0].files[0].ownerstring | must be names such as root:root: otherwise the owner"
                        + " stays root",
                "stages: {a: [{git: {url: x}}]}"
                        + "| .stages.a[0].git | is read by the boot tool, which does nothing with it",
            })
    void tells(String yaml, String path, String message) {
        assertThat(CloudConfigWarnings.of(Yaml.map(yaml)))
                .containsExactly(new Warning("spec.cloud-config" + path, message));
        assertThatCode(() -> CloudConfigFile.of(Yaml.map(yaml), false)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "stages: null",
                "write_files: [null, {path: /a, permissions: '0644', owner: 'root:root', encoding: b64, content: YQ==}]",
                "write_files: [{path: /a, permissions: 755, owner: www_1}]",
                "{name: d, stages: {a: [null, {files: [{path: /a, permissions: 420, owner: 0, ownerstring: root}]}]}}",
                "{stages: {a: [{only_os: null, users: {a: {passwd: x}}}]}, users: [{name: b, groups: [c]}]}",
                "users: text",
                "stages: {a: 5, b: [5], c: [{files: 5}], d: [{files: [5]}], e: [{users: {a: 5}}]}",
            })
    void tellsNothingWhereAllIsAsItIsWritten(String yaml) {
        assertThat(CloudConfigWarnings.of(Yaml.map(yaml))).isEmpty();
    }

    @Test
    void tellsNoMoreThanCanBeRead() {
        var many = IntStream.range(0, 100)
                .mapToObj(n -> String.format(Locale.ROOT, "k%02d: 1", n))
                .collect(Collectors.joining(", "));

        assertThat(CloudConfigWarnings.of(Yaml.map("{" + many + "}")))
                .hasSize(20)
                .extracting(Warning::path)
                .startsWith("spec.cloud-config.k00", "spec.cloud-config.k01");
    }

    @Test
    void showsNoMoreThanAnExcerptOfAKey() {
        var key = "a".repeat(1_000);

        assertThat(CloudConfigWarnings.of(Yaml.map("{" + key + ": 1}")))
                .isEqualTo(List.of(new Warning("spec.cloud-config[\"" + "a".repeat(40) + "...\"]", IGNORED)));
    }
}
