package io.elemental.seedimage.cluster.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.Templating;
import org.junit.jupiter.api.Test;

/** What users and tools ask for by annotations. */
class SeedImageAnnotationsTest {

    @Test
    void readsTheMarkOfGitOps() {
        var seedImage = annotated(SeedImage.RETRIGGER_ANNOTATION + ": again");
        assertThat(seedImage.retriggerMark()).isEqualTo("again");
    }

    @Test
    void readsWhatEndsLinks() {
        var annotation = SeedImage.REVOKE_LINKS_ANNOTATION + ": ";
        assertThat(annotated(annotation + "again").linkGeneration()).isEqualTo("again");
        assertThat(annotated(annotation + "x".repeat(257)).problem())
                .hasValue("metadata.annotations[\"seedimage.elemental.cattle.io/revoke-links\"] has 257 characters;"
                        + " at most 256 are taken");
    }

    @Test
    void readsWhetherTheCloudConfigHasTemplates() {
        var annotation = SeedImage.TEMPLATES_ANNOTATION + ": ";
        assertThat(annotated("a: b").templates()).isFalse();
        assertThat(annotated("a: b").templating()).isEqualTo(Templating.UNSAID);
        assertThat(annotated(annotation + "'true'").templates()).isTrue();
        assertThat(annotated(annotation + "'false'").templating()).isEqualTo(Templating.AS_WRITTEN);
        var mistyped = annotated(annotation + "'yes'");
        assertThat(mistyped.templates()).isFalse();
        assertThat(mistyped.problem())
                .hasValue("metadata.annotations[\"seedimage.elemental.cattle.io/templates\"] is neither \"true\""
                        + " nor \"false\"");
    }

    @Test
    void takesNoMarkThatIsLongerThanACatalogEntryShouldBe() {
        var seedImage = annotated(SeedImage.RETRIGGER_ANNOTATION + ": " + "x".repeat(200_000));

        assertThat(seedImage.retriggerMark()).isEmpty();
        assertThat(seedImage.problem())
                .hasValue("metadata.annotations[\"seedimage.elemental.cattle.io/retrigger\"] has 200000 characters;"
                        + " at most 256 are taken");
    }

    private static SeedImage annotated(String annotation) {
        return SeedImageReading.read(SeedImageReadingTest.resource("", "{}", annotation));
    }
}
