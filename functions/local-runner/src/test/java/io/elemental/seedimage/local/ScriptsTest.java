package io.elemental.seedimage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.elemental.seedimage.local.once.Tool;
import io.elemental.seedimage.testing.ElementalIso;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts say to whoever calls them wrongly, and what they do then: nothing. */
@Timeout(60)
class ScriptsTest {

    private static final Path SCRIPTS =
            Path.of("../../scripts").toAbsolutePath().normalize();
    private static final int BEGUN = 99;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** A checkout where whatever is begun ends at once, with a status of its own. */
    @BeforeEach
    void checkout() throws IOException {
        Files.createDirectories(folder.resolve("scripts/testbed"));
        for (var name : new String[] {"run-local", "bench", "generate-crd", "store-check", "boot", "boot-iso"}) {
            Files.copy(SCRIPTS.resolve(name), folder.resolve("scripts").resolve(name));
        }
        for (var name : new String[] {"jdk", "java", "mvn", "image", "testbed/testbed"}) {
            program("scripts/" + name, "exit " + BEGUN);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "run-local --nope                       | Unknown option: '--nope'",
                "run-local --nope=1                     | Unknown option: '--nope=1'",
                "run-local word                         | Unmatched argument: 'word'",
                "run-local --once --data                | Missing required parameter for option '--data'",
                "run-local --data --once                | Missing required parameter for option '--data'",
                "run-local --port x                     | Invalid value for option '--port': 'x' is not an int",
                "run-local --port 65536                 | --port 65536 is not between 0 and 65535",
                "run-local --port=-1                    | --port -1 is not between 0 and 65535",
                "run-local --delivery fast              | Invalid value for option '--delivery': 'fast' is not auto,"
                        + " redirect or proxy",
                "run-local --s3 ftp://host              | --s3 'ftp://host' is not a URL such as http://127.0.0.1:9000",
                "run-local --base /nonexistent          | --base /nonexistent is no file, no URL, and no image of a"
                        + " registry",
                "run-local --base such.iso              | --base such.iso is no file, no URL, and no image of a registry",
                "run-local --manifests /no/such         | --manifests /no/such is no folder",
                "run-local --kubeconfig /no/such        | --kubeconfig /no/such is no file that can be read",
                "run-local --manifests scripts --base b | --base is for the demo; with --manifests, spec.baseImage says it",
                "run-local --manifests scripts --once   | --once makes its round trip with the demo, not with --manifests",
                "run-local --kubeconfig a --once        | --kubeconfig is instead of manifests and demo: not with"
                        + " --manifests, --base or --once",
                "bench image extra                      | 'extra' is one argument too many: one bench at a time; see"
                        + " --help.",
                "bench images                           | No bench 'images'; there are: image, download, reconcile,"
                        + " prepare, coldstart.",
                "generate-crd --nope                    | '--nope' is no option; see --help.",
                "store-check --nope                     | '--nope' is no option; see --help.",
                "boot-iso                               | FILE is missing: where the ISO is to be written; see --help.",
                "boot-iso --nope                        | '--nope' is no option; see --help.",
                "boot-iso a.iso b.iso                   | 'b.iso' is one argument too many; see --help.",
                "boot-iso /no/such/a.iso                | there is no folder /no/such to write '/no/such/a.iso' into; see"
                        + " --help.",
                "boot                                   | IMAGE is missing; see --help.",
                "boot --seconds x a.iso                 | --seconds 'x' is no number from 1 to 9999; see --help.",
                "boot such.iso                          | 'such.iso' is no file that can be read; see --help.",
                "boot scripts/boot                      | 'scripts/boot' has no boot entry that is for UEFI or a BIOS"
                        + " (El Torito), so no CD boots from it; see --help."
            })
    void wrongArgumentsAreNamedBeforeAnythingIsBuilt(String command, String sentence) {
        var ran = run(command);

        assertThat(ran.status()).as(ran.err()).isEqualTo(2);
        assertThat(ran.err().lines()).first().isEqualTo(sentence);
        assertThat(ran.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--once --port 0 --data data --delivery=proxy",
                "--base registry.example/elemental-iso:v1 --bucket b",
                "--base=s3://seedimages/uploads/demo/a.iso --s3 https://store.example:9000",
                "--base https://mirror.test/a.iso",
                "--base scripts/boot",
                "--manifests scripts",
                "--kubeconfig scripts/boot"
            })
    void whatIsRightGoesOn(String options) {
        assertThat(run("run-local " + options).status()).isEqualTo(BEGUN);
    }

    @Test
    void anImageThatOnlyABiosBootsIsBootedWithOne() throws IOException {
        program("bin/qemu-system-x86_64", "echo \"$@\" >" + folder.resolve("machine"));

        var ran = run("boot " + Source.RESCUE_ISO);

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("has no entry for UEFI: it is booted with a BIOS.");
        assertThat(folder.resolve("machine")).content().contains("graphics=off").doesNotContain("pflash");
    }

    @Test
    void anImageWithAnEntryForUefiIsBootedWithIt() throws IOException {
        assumeThat(Path.of("/usr/share/OVMF/OVMF_CODE_4M.fd")).exists();
        program("bin/qemu-system-x86_64", "echo \"$@\" >" + folder.resolve("machine"));
        var iso = ElementalIso.make(folder.resolve("elemental.iso"), 1 << 20, 1 << 20);

        var ran = run("boot " + iso);

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.err()).doesNotContain("BIOS");
        assertThat(folder.resolve("machine")).content().contains("pflash").doesNotContain("graphics=off");
    }

    @Test
    void whereThereIsNoJdkItSaysWhatToInstall() throws IOException {
        var script = Files.readString(SCRIPTS.resolve("jdk")).replace("/usr/lib/jvm/*25*", folder + "/none25*");
        program("scripts/jdk", script);

        var ran = run("jdk");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).startsWith("No JDK 25 found: ").contains("temurin-25-jdk", "JAVA_HOME");
    }

    private Tool.Ran run(String command) {
        return new Tool(folder)
                .run("bash", "-c", "unset JAVA_HOME; PATH=%s/bin:$PATH exec scripts/%s".formatted(folder, command));
    }

    private void program(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.startsWith("#!") ? text : "#!/bin/bash\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
