package io.elemental.seedimage.local.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.ResourceRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestFolderTest {

    private static final ResourceRef SEED = new ResourceRef("fleet", "seed");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void findsAllKindsInSeveralFilesAndDocuments() throws IOException {
        write("a.yaml", Texts.seedImage("seed") + "---\n" + Texts.registration());
        write("b.yml", Texts.secret());
        write("c.json", """
                {"apiVersion": "infrastructure.cluster.x-k8s.io/v1beta1", "kind": "SeedImage",
                 "metadata": {"name": "json"},
                 "spec": {"registrationRef": {"name": "rack"}, "baseImage": "https://mirror.test/a.iso"}}""");
        write("notes.txt", "kind: SeedImage");
        write(".hidden.yaml", Texts.seedImage("hidden"));

        var manifests = read();

        assertThat(manifests.all(Manifest.SEED_IMAGE)).containsOnlyKeys(SEED, new ResourceRef("default", "json"));
        assertThat(manifests.all(Manifest.REGISTRATION)).containsOnlyKeys(new ResourceRef("fleet", "rack"));
        assertThat(manifests.all(Manifest.SECRET)).containsOnlyKeys(new ResourceRef("fleet", "rack"));
        assertThat(manifests.problems()).isEmpty();
        assertThat(manifests.notices()).isEmpty();
    }

    @Test
    void aDocumentThatIsNoYamlIsToldOfByLineAndTheOthersGoOn() throws IOException {
        write("a.yaml", "# first\na: [b\n---\n" + Texts.seedImage("seed"));

        var manifests = read();

        assertThat(manifests.all(Manifest.SEED_IMAGE)).containsOnlyKeys(SEED);
        assertThat(manifests.problems())
                .singleElement()
                .asString()
                .startsWith("a.yaml line 2: ")
                .hasLineCount(1);
    }

    @Test
    void linesAreCountedFromTheTopOfTheFile() throws IOException {
        write("a.yaml", Texts.seedImage("seed") + "---\n" + "kind: SeedImage\nkind: Twice\n");
        var lines = Texts.seedImage("seed").lines().count();

        assertThat(read().problems()).singleElement().asString().startsWith("a.yaml line %s: ".formatted(lines + 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 1_100, 100_000})
    void aDocumentThatIsTooDeepIsToldOfAndTheOthersGoOn(int levels) throws IOException {
        var deep = "a: " + "[".repeat(levels) + "]".repeat(levels);
        write("a.yaml", Texts.seedImage("seed") + "---\n" + deep + "\n");

        var manifests = read();

        assertThat(manifests.problems()).singleElement().asString().contains("nested");
        assertThat(manifests.find(Manifest.SEED_IMAGE, SEED)).isPresent();
    }

    @Test
    void aMistypedFieldIsToldOfInTheWordsOfTheCluster() throws IOException {
        write("a.yaml", Texts.seedImage("seed").replace("cleanupAfterMinutes: 0", "size: much"));

        assertThat(read().problems())
                .containsExactly("a.yaml line 1: spec.size must be a number of bytes, such as 6Gi");
    }

    @Test
    void otherKindsAndOtherGroupsAreNoticedAndIgnored() throws IOException {
        write(
                "a.yaml",
                "apiVersion: v1\nkind: Deployment\nmetadata: {name: x}\n---\n"
                        + Texts.seedImage("seed").replace("infrastructure.cluster.x-k8s.io", "elemental.cattle.io"));

        var manifests = read();

        assertThat(manifests.all(Manifest.SEED_IMAGE)).isEmpty();
        assertThat(manifests.notices())
                .containsExactly(
                        "a.yaml line 1: kind Deployment is ignored",
                        "a.yaml line 5: SeedImage of apiVersion 'elemental.cattle.io/v1beta1' is ignored: it is not "
                                + "infrastructure.cluster.x-k8s.io/v1beta1");
    }

    @Test
    void theFirstOfTwoOfOneNameCounts() throws IOException {
        write("a.yaml", Texts.seedImage("seed"));
        write("b.yaml", Texts.seedImage("seed"));

        assertThat(read().notices())
                .containsExactly("b.yaml line 1: SeedImage fleet/seed is ignored: it stands in a.yaml line 1 already");
    }

    @Test
    void whatAnUnreadableFileHeldEarlierStays() throws IOException {
        write("a.yaml", Texts.seedImage("seed"));
        var earlier = read();
        write("a.yaml", Texts.seedImage("seed").replace("spec:", "spec: ["));

        var now = new ManifestFolder(folder).read(earlier);

        assertThat(now.problems()).hasSize(1);
        assertThat(now.find(Manifest.SEED_IMAGE, SEED)).isEqualTo(earlier.find(Manifest.SEED_IMAGE, SEED));
    }

    @Test
    void whatWasRemovedIsGone() throws IOException {
        write("a.yaml", Texts.seedImage("seed"));
        var earlier = read();
        Files.delete(folder.resolve("a.yaml"));

        assertThat(new ManifestFolder(folder).read(earlier)).isEqualTo(Manifests.NONE);
    }

    @Test
    void aFileThatIsNotTextIsToldOf() throws IOException {
        Files.write(folder.resolve("a.yaml"), "caf\u00e9: x".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(read().problems()).containsExactly("a.yaml: not UTF-8");
    }

    @Test
    void wordsMeanWhatTheyMeanToKubectl() throws IOException {
        write("a.yaml", Texts.seedImage("seed") + """
                  cloud-config:
                    write_files:
                      - {path: /a, permissions: 0644, defer: yes}
                    no: "0644"
                """);

        var cloudConfig =
                read().find(Manifest.SEED_IMAGE, SEED).orElseThrow().json().at("/spec/cloud-config");

        assertThat(cloudConfig)
                .hasToString(
                        "{\"write_files\":[{\"path\":\"/a\",\"permissions\":420,\"defer\":true}],\"false\":\"0644\"}");
    }

    @Test
    void whatAnAliasStandsForIsThere() throws IOException {
        write("a.yaml", Texts.seedImage("seed") + """
                  cloud-config:
                    - &a {a: 1, b: 2}
                """.replace("- &a", "a: &a") + "    b: {<<: *a, b: 3}\n");

        assertThat(read().find(Manifest.SEED_IMAGE, SEED).orElseThrow().json().at("/spec/cloud-config/b"))
                .hasToString("{\"b\":3,\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: &a [*a]", "? [a]\n: b", "~: a", "1: a\n'1': b", "a: *b", "a: 1\n  b: 2"})
    void whatIsNoObjectOfJsonIsToldOf(String document) throws IOException {
        write("a.yaml", "kind: Anything\n" + document + "\n");

        assertThat(read().problems()).singleElement().asString().matches("a\\.yaml line [123]: .*");
    }

    @Test
    void aliasesOfAliasesWithoutEndAreToldOf() throws IOException {
        var bomb = new StringBuilder("a0: &a0 {x: 1}\n");
        for (var level = 1; level <= 24; level++) {
            bomb.append("a%1$s: &a%1$s [*a%2$s, *a%2$s]\n".formatted(level, level - 1));
        }
        write("a.yaml", bomb.toString());

        assertThat(read().problems()).singleElement().asString().contains("more than 1000000 values");
    }

    @Test
    void aNameWithoutEndIsToldOf() throws IOException {
        write("a.yaml", Texts.seedImage("seed").replace("name: rack", "name: " + "a.".repeat(500_000) + "a"));

        assertThat(read().problems()).containsExactly("a.yaml line 1: a name is too long to be read");
    }

    @Test
    void theItemsOfAListAreManifestsOfTheirOwn() throws IOException {
        try (var list = getClass().getResourceAsStream("/list.yaml")) {
            Files.copy(Objects.requireNonNull(list), folder.resolve("list.yaml"));
        }

        var manifests = read();

        assertThat(manifests.all(Manifest.SEED_IMAGE)).containsOnlyKeys(SEED);
        assertThat(manifests.all(Manifest.REGISTRATION)).containsOnlyKeys(new ResourceRef("fleet", "rack"));
        assertThat(manifests.problems())
                .containsExactly(
                        "list.yaml line 1: not an object", "list.yaml line 40: unknown field \"spec.baseimage\"");
    }

    @Test
    void noKeyOrTokenIsSeenInWhatIsPrinted() throws IOException {
        write("a.yaml", Texts.registration() + "---\n" + Texts.secret());

        assertThat(read().toString()).doesNotContain("eyJ").doesNotContain("PRIVATE");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private Manifests read() {
        return new ManifestFolder(folder).read(Manifests.NONE);
    }
}
