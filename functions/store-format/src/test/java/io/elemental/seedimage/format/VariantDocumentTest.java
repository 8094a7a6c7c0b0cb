package io.elemental.seedimage.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Images in the document of a catalog entry. */
class VariantDocumentTest {

    private static final Variant ISO = new Variant(ImageType.ISO, Platform.LINUX_AMD64);
    private static final String FILE = "rack-seed-amd64.iso";

    static Stream<CatalogVariant> images() {
        return Stream.of(
                new CatalogVariant.Preparing(ISO, FILE, "The base is being built.", null),
                new CatalogVariant.Preparing(ISO, FILE, "The registration is not ready.", null, "source-2"),
                new CatalogVariant.Preparing(ISO, FILE, "The base is being built.", "bases/x/progress.json"),
                new CatalogVariant.Ready(ISO, FILE, Example.IDENTITY, 5, null, Example.BUILD, false),
                new CatalogVariant.Ready(ISO, FILE, Example.IDENTITY, 5, Example.SHA256, Example.BUILD, true),
                new CatalogVariant.Ready(
                        ISO, FILE, Example.IDENTITY, 5, Example.SHA256, Example.BUILD, true, Example.NOW),
                new CatalogVariant.Failed(ISO, FILE, "The source has 404."),
                new CatalogVariant.Expired(ISO, FILE));
    }

    @ParameterizedTest
    @MethodSource("images")
    void areReadAsTheyWereWritten(CatalogVariant image) {
        var entry = with(image);

        assertThat(Documents.read(DocumentType.ENTRY, Documents.write(DocumentType.ENTRY, entry)))
                .isEqualTo(entry);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Preparing | null                | The image is being prepared.",
                "Failed    | The source has 404. | The source has 404.",
                "Failed    | null                | The image could not be made.",
                "Expired   | null                | The SeedImage has expired.",
            })
    void sayWhyTheyAreNotReady(String state, String reason, String expected) {
        var image = read(state, reason, "null", "null", "null");

        assertThat(image.state().word()).isEqualTo(state);
        assertThat(image.reason()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"null, 5, b", "i, null, b", "i, 5, null", "null, null, null"})
    void arePreparedWhereAReadyOneIsNotComplete(String identity, String size, String build) {
        assertThat(read("Ready", "null", identity, size, build))
                .isEqualTo(new CatalogVariant.Preparing(ISO, FILE, "The image is being prepared.", null));
    }

    private static CatalogVariant read(String state, String reason, String identity, String size, String build) {
        var image = ("\"build\":%s,\"composed\":false,\"fileName\":\"%s\",\"identity\":%s,\"platform\":\"linux/amd64\","
                        + "\"progress\":null,\"reason\":%s,\"sha256\":null,\"size\":%s,\"state\":\"%s\",\"type\":\"iso\"")
                .formatted(text(build), FILE, text(identity), text(reason), size, state);
        var entry = new String(Documents.write(DocumentType.ENTRY, with()), StandardCharsets.UTF_8)
                .replace("\"variants\":[]", "\"variants\":[{%s}]".formatted(image));
        return Documents.read(DocumentType.ENTRY, entry.getBytes(StandardCharsets.UTF_8))
                .variants()
                .getFirst();
    }

    private static String text(String value) {
        return value.equals("null") ? value : '"' + value + '"';
    }

    private static CatalogEntry with(CatalogVariant... images) {
        var entry = CatalogExamples.entry().document();
        return new CatalogEntry(
                entry.namespace(),
                entry.name(),
                entry.registration(),
                entry.uid(),
                entry.generation(),
                entry.registrationHash(),
                entry.withdrawnAt(),
                entry.state(),
                entry.conditions(),
                entry.expiresAt(),
                entry.downloadURL(),
                entry.delivery(),
                List.of(images),
                entry.retiring(),
                entry.retriggerMark());
    }
}
