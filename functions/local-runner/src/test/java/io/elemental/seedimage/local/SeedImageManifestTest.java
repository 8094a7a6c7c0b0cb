package io.elemental.seedimage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.ResourceRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedImageManifestTest {

    private static final String TEXT = Texts.seedImage("seed");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "type: img | spec.type 'img' is not iso or raw",
                "targetPlatform: linux/riscv64 | spec.targetPlatform 'linux/riscv64' is not linux/amd64 or linux/arm64",
                "variants: [{type: qcow2}] | spec.variants[0].type 'qcow2' is not iso or raw",
                "variants: [{type: iso}] | spec.variants has iso for linux/amd64 twice",
                "variants: iso | spec.variants 'iso' is not a list of objects",
                "basePullPolicy: Never | spec.basePullPolicy 'Never' is not IfNotPresent or Always",
                "delivery: auto | spec.delivery 'auto' is not Auto or Redirect or Proxy",
                "retriggerBuild: maybe | spec.retriggerBuild 'maybe' is not true or false",
                "size: 6GB | spec.size '6GB' is not a number of bytes such as 6Gi or 500M",
                "size: 100Ti | spec.size '100Ti' is not at most 1Ti",
                "size: 1e999999999 | spec.size 'Infinity' is not text",
                "cloud-config: text | spec.cloud-config 'text' is not an object",
                "buildContainer: {image: x} | spec.buildContainer is not supported by the local runner"
            })
    void refusesWithFieldAndValue(String line, String sentence) {
        assertThatThrownBy(() -> read(TEXT + "  " + line + "\n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "-1 | spec.cleanupAfterMinutes '-1' is not between 0 and 2147483647",
                "1.5 | spec.cleanupAfterMinutes '1.5' is not a whole number"
            })
    void refusesMinutesThatAreNone(String minutes, String sentence) {
        assertThatThrownBy(() -> read(TEXT.replace("cleanupAfterMinutes: 0", "cleanupAfterMinutes: " + minutes)))
                .hasMessage(sentence);
    }

    @Test
    void refusesWhatIsMissing() {
        assertThatThrownBy(() -> read(TEXT.replace("baseImage: https://mirror.test/a.iso", "baseImage: ''")))
                .hasMessage("spec.baseImage is missing");
        assertThatThrownBy(() -> read(TEXT.replace("    name: rack", "    nom: rack")))
                .hasMessage("spec.registrationRef.name is missing");
    }

    @Test
    void refusesTheRegistrationOfAnotherNamespace() {
        assertThatThrownBy(() -> read(TEXT.replace("    name: rack", "    name: rack\n    namespace: lab")))
                .hasMessage("spec.registrationRef.namespace 'lab' is not the namespace of the SeedImage");
    }

    @Test
    void theDeliveryIsTheDefaultUnlessItIsSaid() {
        assertThat(read(TEXT).delivery()).isEqualTo(Delivery.REDIRECT);
        assertThat(read(TEXT + "  delivery: Auto\n").delivery()).isEqualTo(Delivery.AUTO);
    }

    private static SeedImageManifest read(String text) {
        var fields = ManifestDocuments.read("a.yaml", text)
                .byLine()
                .values()
                .iterator()
                .next();
        var manifest = new Manifest("a.yaml", 1, Manifest.SEED_IMAGE, new ResourceRef("fleet", "seed"), fields);
        return SeedImageManifest.of(manifest, Delivery.REDIRECT);
    }
}
