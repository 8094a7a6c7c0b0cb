package io.elemental.seedimage.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MergeJarsTest {

    private static final String FACTORIES = "META-INF/spring.factories";
    private static final String SERVICE = "META-INF/services/java.util.spi.ToolProvider";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void makeJars() throws IOException {
        Files.createDirectories(folder.resolve("app/lib"));
        jar("app/demo.jar", Map.of("Demo.class", "demo"));
        jar("app/lib/ours-0.1.0-SNAPSHOT.jar", Map.of("Ours.class", "ours"));
        jar(
                "app/lib/a-1.jar",
                Map.of(
                        "a/A.class",
                        "a",
                        "META-INF/versions/11/a/A.class",
                        "a for 11",
                        "META-INF/versions/99/a/A.class",
                        "a for 99",
                        "META-INF/LICENSE",
                        "licence of a",
                        SERVICE,
                        "a.Tool",
                        FACTORIES,
                        "listener=a.L1,\\\n  a.L2\nother=a.O",
                        "META-INF/A.SF",
                        "a signature",
                        "module-info.class",
                        "a module"));
        jar(
                "app/lib/b-1.jar",
                Map.of(
                        "b/B.class",
                        "b",
                        "META-INF/LICENSE",
                        "licence of b",
                        SERVICE,
                        "b.Tool",
                        FACTORIES,
                        "listener=b.L"));
    }

    @Test
    void theProgramNamesOneJarWithWhatOthersWrote() throws IOException {
        assertThat(merge("one")).isZero();

        try (var demo = new JarFile(folder.resolve("one/demo.jar").toFile())) {
            var main = demo.getManifest().getMainAttributes();
            assertThat(main.getValue("Class-Path")).isEqualTo("lib/dependencies.jar");
            assertThat(main.getValue("Add-Opens")).isEqualTo("java.base/sun.security.provider");
            assertThat(demo.stream().map(ZipEntry::getName))
                    .containsExactly(JarFile.MANIFEST_NAME, "Demo.class", "Ours.class");
        }
        assertThat(dependency("b/B.class")).isEqualTo("b");
    }

    @Test
    void ofSeveralVersionsTheOneThatThisJavaTakesIsThere() throws IOException {
        assertThat(merge("one")).isZero();

        assertThat(dependency("a/A.class")).isEqualTo("a for 11");
    }

    @Test
    void whatIsLookedUpInAllJarsIsJoined() throws IOException {
        assertThat(merge("one")).isZero();

        assertThat(dependency(SERVICE).lines()).containsExactly("a.Tool", "b.Tool");
        assertThat(dependency(FACTORIES).lines()).containsExactly("listener=a.L1,a.L2,b.L", "other=a.O");
    }

    @Test
    void licencesStayWithTheirJars() throws IOException {
        assertThat(merge("one")).isZero();

        assertThat(dependency("META-INF/legal/a-1.jar/LICENSE")).isEqualTo("licence of a");
        assertThat(dependency("META-INF/legal/b-1.jar/LICENSE")).isEqualTo("licence of b");
    }

    @Test
    void signaturesAndModulesAreLeftOut() throws IOException {
        assertThat(merge("one")).isZero();

        try (var others = new JarFile(folder.resolve("one/lib/dependencies.jar").toFile())) {
            assertThat(others.stream().map(ZipEntry::getName))
                    .doesNotContain("META-INF/A.SF", "module-info.class", "META-INF/versions/99/a/A.class");
        }
    }

    @Test
    void equalJarsGiveEqualBytes() throws IOException {
        assertThat(merge("one")).isZero();
        assertThat(merge("two")).isZero();

        for (var file : new String[] {"demo.jar", "lib/dependencies.jar"}) {
            assertThat(folder.resolve("one").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("two").resolve(file));
        }
    }

    @Test
    void jarsThatContradictEachOtherAreRefused() throws IOException {
        jar("app/lib/b-1.jar", Map.of("a/A.class", "another"));

        var ran = run("one");

        assertThat(ran.status()).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(ran.said()).containsExactly("a/A.class is in a-1.jar and in b-1.jar, and not the same");
        assertThat(folder.resolve("one")).doesNotExist();
    }

    private Ran run(String to) {
        return Ran.of(
                new MergeJars(),
                "--program=demo",
                "--application=" + folder.resolve("app"),
                "--to=" + folder.resolve(to));
    }

    private int merge(String to) {
        return run(to).status();
    }

    private String dependency(String name) throws IOException {
        try (var jar = new JarFile(folder.resolve("one/lib/dependencies.jar").toFile())) {
            return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void jar(String name, Map<String, String> files) throws IOException {
        var manifest = new Manifest();
        var main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MULTI_RELEASE, "true");
        main.putValue("Add-Opens", "java.base/sun.security.provider");
        main.put(Attributes.Name.CLASS_PATH, "lib/a-1.jar lib/b-1.jar lib/ours-0.1.0-SNAPSHOT.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(folder.resolve(name)), manifest)) {
            for (var file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
