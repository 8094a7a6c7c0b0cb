package io.elemental.seedimage.registration.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.elemental.seedimage.registration.Yaml;
import io.elemental.seedimage.rules.cluster.Templating;
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
    private static final String NO_STAGE =
            "is not a stage of the boot or of an installation, so its steps run only if somebody asks for it";
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
                "stages: {boot: [{files: [{path: /a, permissions: 420, permsisions: 384}]}]}"
                        + "| .stages.boot[0].files[0].permsisions | " + IGNORED + ". Perhaps it is to be permissions",
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
                "stages: {boot: [{files: [{path: /a, permissions: null}]}]}"
                        + "| .stages.boot[0].files[0].permissions | is not set, which makes the mode 0000",
                "stages: {boot: [{directories: [{path: /a}]}]}"
                        + "| .stages.boot[0].directories[0].permissions | is not set, which makes the mode 0000",
                "write_files: [{path: /a, permissions: '4111'}] | .write_files[0].permissions | " + LOST + "0111",
                "stages: {boot: [{directories: [{path: /a, permissions: 1023}]}]}"
                        + "| .stages.boot[0].directories[0].permissions | " + LOST + "0777",
                "write_files: [{path: /a, permissions: '0644', owner: '0:0'}]"
                        + "| .write_files[0].owner | must be names such as root:root: otherwise the owner stays root",
                "stages: {boot: [{files: [{path: /a, permissions: 420, ownerstring: 'root:'}]}]}"
                        + "| .stages.boot[0].files[0].ownerstring | must be names such as root:root: otherwise the owner"
                        + " stays root",
                "stages: {boot: [{git: {url: x}}]}"
                        + "| .stages.boot[0].git | is read by the boot tool, which does nothing with it",
                "stages: {initramf: [{commands: [a]}]}" + "| .stages.initramf | " + NO_STAGE
                        + ". Perhaps it is to be initramfs",
                "stages: {after-instal.before: []}" + "| .stages[\"after-instal.before\"] | " + NO_STAGE
                        + ". Perhaps it is to be after-install",
                "stages: {late: null}                | .stages.late | " + NO_STAGE,
                "stages: {boot: [{node: 'a(?!b)'}]}"
                        + "| .stages.boot[0].node | is no regular expression that the boot tool can read, so it skips the"
                        + " step on every host",
                "stages: {boot: [{datasource: {providers: [cdrom, aw1]}}]}"
                        + "| .stages.boot[0].datasource.providers[1] | is no data source that the boot tool knows, so it is"
                        + " passed over. Perhaps it is to be aws",
                "users: [{name: a}, null, {name: a}]"
                        + "| .users[2].name | is that of an earlier user, which the boot tool forgets",
                "users: [{name: a, system: true, no_log_init: false}]"
                        + "| .users[0].system | is read by the boot tool, which does nothing with it",
                "users: [{name: a, uid: abc}]"
                        + "| .users[0].uid | is no number, so the boot tool fails to make the user",
                "growpart: {mode: 'off', devices: [/]}"
                        + "| .growpart.mode | is not looked at: the boot tool grows the devices all the same",
                "stages: {boot: [{users: {a: {name: b}}}]}"
                        + "| .stages.boot[0].users.a.name | is not what the user is called: the boot tool takes the name"
                        + " that it stands under",
                "stages: {boot: [{dns: {search: [a], nameservers: []}}]}"
                        + "| .stages.boot[0].dns | has no nameservers, without which the boot tool writes nothing of it",
                "stages: {boot: [{datasource: {providers: [file]}}]}"
                        + "| .stages.boot[0].datasource.path | is not set, so the boot tool passes over the data source"
                        + " file",
                "users: [{passwd: a}]     | .users[0].name | is not set, so the boot tool makes no such user",
            })
    void tells(String yaml, String path, String message) {
        assertThat(CloudConfigWarnings.of(Yaml.map(yaml), Templating.UNSAID))
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
                "{name: d, stages: {boot: [null, {files: [{path: /a, permissions: 420, owner: 0, ownerstring: root}]}]}}",
                "{stages: {boot: [{only_os: null, users: {a: {passwd: x}}}]}, users: [{name: b, groups: [c]}]}",
                "users: text",
                "{growpart: {mode: auto, devices: [/]}, users: [{name: a, uid: 1000}, {name: b, uid: '1001'}]}",
                "stages: {boot: [{dns: {nameservers: [a], search: [b]}, datasource: {providers: [file], path: /a}}]}",
                "stages: {boot: [{dns: 5, datasource: 5, users: 5}], fs: [{users: {a: {name: a}, b: 5}}]}",
                "stages: {boot.before: [{node: 'a(?P<n>b)', datasource: {providers: [aws]}}], after-install-chroot.after: []}",
                "stages: {fs: 5, rootfs: [5], boot: [{files: 5}], network: [{files: [5]}], initramfs: [{users: {a: 5}}]}",
            })
    void tellsNothingWhereAllIsAsItIsWritten(String yaml) {
        assertThat(CloudConfigWarnings.of(Yaml.map(yaml), Templating.UNSAID)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hostname: 'node-{{ trunc 4 .MachineID }}'",
                "stages: {boot: [null, {commands: ['echo {{ .MachineID }}']}]}",
                "write_files: [{path: /a, permissions: '0644', encoding: b64, content: e3sgYSB9fQ==}]",
            })
    void tellsOnceWhatMayBeATemplateUnlessTheAnnotationSaysWhatItIs(String yaml) {
        assertThat(CloudConfigWarnings.of(Yaml.map(yaml), Templating.UNSAID))
                .containsExactly(new Warning(
                        "spec.cloud-config",
                        "has {{ in it, which arrives as it is written: where it is to begin a template, set the annotation"
                                + " seedimage.elemental.cattle.io/templates to \"true\", else to \"false\""));
        assertThat(CloudConfigWarnings.of(Yaml.map(yaml), Templating.AS_WRITTEN))
                .isEmpty();
        assertThat(CloudConfigWarnings.of(Yaml.map(yaml), Templating.RENDERED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users: [{name: a, passwd: '{{ x }}'}]",
                "stages: {boot: [{sysctl: {a: '{{ x }}'}}]}",
                "hostname: '{ { x } }'",
            })
    void bracesThatNobodyRendersAreNoMatter(String yaml) {
        assertThat(CloudConfigWarnings.of(Yaml.map(yaml), Templating.UNSAID)).isEmpty();
    }

    @Test
    void tellsNoMoreThanCanBeRead() {
        var many = IntStream.range(0, 100)
                .mapToObj(n -> String.format(Locale.ROOT, "k%02d: 1", n))
                .collect(Collectors.joining(", "));

        assertThat(CloudConfigWarnings.of(Yaml.map("{" + many + "}"), Templating.UNSAID))
                .hasSize(20)
                .extracting(Warning::path)
                .startsWith("spec.cloud-config.k00", "spec.cloud-config.k01");
    }

    @Test
    void showsNoMoreThanAnExcerptOfAKey() {
        var key = "a".repeat(1_000);

        assertThat(CloudConfigWarnings.of(Yaml.map("{" + key + ": 1}"), Templating.UNSAID))
                .isEqualTo(List.of(new Warning("spec.cloud-config[\"" + "a".repeat(40) + "...\"]", IGNORED)));
    }
}
