package io.elemental.seedimage.local.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.elemental.seedimage.rules.InvalidInputException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What crds/examples do not show. */
class AdmissionTest {

    private static final String TEXT = Texts.seedImage("seed");

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '~',
            value = {
                "variants: [{type: qcow2}] -> spec.variants[0].type: Unsupported value: \"qcow2\": supported values: \"iso\", \"raw\"",
                "variants: iso -> spec.variants in body must be of type array: \"string\"",
                "variants: [null] -> spec.variants[0] in body must be of type object: \"null\"",
                "variants: [{type: raw, tipe: raw}] -> unknown field \"spec.variants[0].tipe\"",
                "cleanupAfterMinutes: 1.5 -> spec.cleanupAfterMinutes in body must be of type integer: \"number\"",
                "retriggerBuild: maybe -> spec.retriggerBuild in body must be of type boolean: \"string\"",
                "size: 1e999999999 -> spec.size must be a number of bytes, such as 6Gi",
                "size: [] -> spec.size in body must be of type integer,string: \"array\"",
                "size: 1.5 -> spec.size in body must be of type integer,string: \"number\"",
                "cloud-config: text -> spec.cloud-config in body must be of type object: \"string\""
            })
    void refusesInTheWordsOfTheCluster(String line, String sentence) {
        assertThatThrownBy(() -> admit(TEXT.replace("  cleanupAfterMinutes: 0\n", "") + "  " + line + "\n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "''",
                "6 Gi",
                "6GB",
                "-1",
                "1e3Gi",
                "Gi",
                "'9000000000000000000000'",
                "20000Pi",
                "1e999999999",
                "7Pi"
            })
    void refusesWhatIsNoNumberOfBytesThatABaseMayHave(String size) {
        assertThatThrownBy(() -> admit(TEXT + "  size: " + size + "\n")).hasMessageStartingWith("spec.size must be ");
    }

    @Test
    void refusesDigitsWithoutEndAtOnce() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThatThrownBy(() -> admit(TEXT + "  size: " + "7".repeat(300_000) + "\n"))
                        .hasMessage("spec.size: Too long: may not be more than 32 bytes"));
    }

    @Test
    void refusesWhatIsMissing() {
        assertThatThrownBy(() -> admit(TEXT.replace("    name: rack", "    nom: rack")))
                .hasMessage("spec.registrationRef.name: Required value; unknown field \"spec.registrationRef.nom\"");
        assertThatThrownBy(() -> admit(TEXT.replace("  name: seed\n", ""))).hasMessage("metadata.name is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '~',
            value = {
                "labels: [a] -> metadata is not that of an object",
                "lables: {a: b} -> unknown field \"metadata.lables\""
            })
    void refusesMetadataThatIsNone(String line, String sentence) {
        assertThatThrownBy(() -> admit(TEXT.replace("  name: seed", "  name: seed\n  " + line)))
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://b/uploads/a",
                "s3://b/uploads//a",
                "s3:///uploads/a/a",
                "s3://b/uploads/a/.",
                "S3://b/uploads/a/a"
            })
    void refusesUploadsThatAreNone(String base) {
        assertThatThrownBy(() -> admit(TEXT.replace("https://mirror.test/a.iso", base)))
                .hasMessage(
                        "spec.baseImage must be s3://<bucket>/uploads/<namespace>/<file>: no other object can be a base");
    }

    @Test
    void takesPathsOfAnyDepth() {
        var base = "s3://b/uploads" + "/a".repeat(1000) + "/...";

        assertThat(admit(TEXT.replace("https://mirror.test/a.iso", base))
                        .json()
                        .at("/spec/baseImage")
                        .asString())
                .isEqualTo(base);
    }

    @Test
    void aNullIsAsGoodAsNothing() {
        var spec =
                admit(TEXT + "  type: null\n  variants: null\n  size:\n").json().path("spec");

        assertThat(spec.path("type").asString()).isEqualTo("iso");
        assertThat(spec.path("size").asString()).isEqualTo("6Gi");
        assertThat(spec.has("variants")).isFalse();
    }

    private static Manifest admit(String text) {
        var document = ManifestDocuments.read("a.yaml", text).documents().getFirst();
        return Admission.admit("a.yaml", document.line(), document.json());
    }
}
