package io.elemental.seedimage.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteSbomTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void build() throws IOException {
        Files.createDirectories(folder.resolve("app/lib"));
        Files.createFile(folder.resolve("app/lib/jackson-core-3.1.jar"));
        program(jar("jackson-core", "3.1", "Apache-2.0"), jar("spring-boot-starter", "4.0", "Apache-2.0"));
    }

    @Test
    void namesWhatIsInTheImageAndNothingElse() throws Exception {
        assertThat(write("bom")).isZero();

        var bom = read("bom");
        assertThat(bom.getMetadata().getComponent().getVersion()).isEqualTo("sha256:0123");
        assertThat(Files.readString(folder.resolve("bom"))).doesNotContain("timestamp");
        assertThat(bom.getComponents().stream().map(Component::getPurl))
                .containsExactly(
                        "pkg:maven/io.elemental.seedimage/demo@1?type=jar",
                        "pkg:maven/g/jackson-core@3.1?type=jar",
                        "pkg:deb/debian/libc6@2.36-9%2Bdeb12u13?arch=amd64");
        assertThat(new JsonParser().isValid(folder.resolve("bom").toFile())).isTrue();
    }

    @Test
    void anImageWithoutAProgramHasPackages() throws Exception {
        var ran = Ran.of(
                new WriteSbom(),
                "--package=pkg:golang/github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c",
                "--package=pkg:golang/stdlib@1.26.8",
                "--reference=dev.local/demo:1",
                "--digest=sha256:0123",
                "--to=" + folder.resolve("packages"));

        assertThat(ran.said()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(read("packages").getComponents().stream().map(Component::getName))
                .containsExactly("minio", "stdlib");
    }

    @Test
    void equalInputGivesEqualBytes() throws IOException {
        assertThat(write("one")).isZero();
        assertThat(write("two")).isZero();

        assertThat(folder.resolve("one")).hasSameBinaryContentAs(folder.resolve("two"));
    }

    @Test
    void aJarThatNobodyNamesFails() throws IOException {
        Files.createFile(folder.resolve("app/lib/stowaway-1.jar"));

        var ran = run("bom");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(String.join("\n", ran.said())).contains("stowaway-1.jar is in the image, and no component says so");
    }

    @Test
    void aLicenceThatDoesNotGoWithOursFails() throws IOException {
        program(jar("jackson-core", "3.1", "AGPL-3.0-only"));

        var ran = run("bom");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(String.join("\n", ran.said()))
                .contains("jackson-core 3.1 has none of the licences")
                .contains("but [AGPL-3.0-only]");
    }

    private int write(String name) {
        return run(name).status();
    }

    private Ran run(String name) {
        return Ran.of(
                new WriteSbom(),
                "--program=" + folder.resolve("program.json"),
                "--application=" + folder.resolve("app"),
                "--package=pkg:deb/debian/libc6@2.36-9%2Bdeb12u13?arch=amd64",
                "--reference=dev.local/demo:1",
                "--digest=sha256:0123",
                "--to=" + folder.resolve(name));
    }

    private Bom read(String name) throws ParseException {
        return new JsonParser().parse(folder.resolve(name).toFile());
    }

    private void program(String... jars) throws IOException {
        Files.writeString(folder.resolve("program.json"), """
                {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
                 "metadata": {"component": %s},
                 "components": [%s]}
                """.formatted(
                        jar("demo", "1", "Apache-2.0").replace("maven/g/", "maven/io.elemental.seedimage/"),
                        String.join(",", List.of(jars))));
    }

    private static String jar(String name, String version, String licence) {
        return """
                {"type": "library", "bom-ref": "%1$s", "group": "g", "name": "%1$s", "version": "%2$s",
                 "licenses": [{"license": {"id": "%3$s"}}], "purl": "pkg:maven/g/%1$s@%2$s?type=jar"}
                """.formatted(name, version, licence);
    }
}
