package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SeedImageCrdTest {

    private static final Path FILE = Path.of("../../crds/seedimage.yaml");

    /** Also writes it, for scripts/generate-crd. */
    @Test
    void fileIsWhatIsGenerated() throws IOException {
        if (Boolean.getBoolean("seedimage.generate-crd")) {
            Files.writeString(FILE, SeedImageCrd.yaml());
        }
        assertThat(FILE)
                .as("crds/seedimage.yaml; scripts/generate-crd writes it anew")
                .hasContent(SeedImageCrd.yaml());
    }

    /** It is what kubectl explain prints. */
    @Test
    void eachFieldIsDescribedInSentences() throws IOException {
        assertThat(fields(schema ->
                        !Objects.requireNonNullElse(schema.getDescription(), "").endsWith(".")))
                .isEmpty();
    }

    /** kubectl explain does not print it otherwise. */
    @Test
    void descriptionsNameTheDefault() throws IOException {
        assertThat(fields(schema -> schema.getDefault() != null
                        && schema.getDefault().isValueNode()
                        && !schema.getDefault().asString().isEmpty()
                        && !schema.getDescription()
                                .contains("Default: %s."
                                        .formatted(schema.getDefault().asString()))))
                .isEmpty();
    }

    /** Else a clusterctl delete --include-crd of the provider would take it, and each SeedImage. */
    @Test
    void isNotLabelledAsThatOfTheProvider() throws IOException {
        assertThat(crd().getMetadata().getLabels()).isEqualTo(Map.of("cluster.x-k8s.io/v1beta1", "v1beta1"));
    }

    private static List<String> fields(Predicate<JSONSchemaProps> like) throws IOException {
        var found = new ArrayList<String>();
        var schema = crd().getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
        collect("", schema, like, found);
        return found;
    }

    private static void collect(
            String path, JSONSchemaProps schema, Predicate<JSONSchemaProps> like, List<String> found) {
        if (like.test(schema)) {
            found.add(path);
        }
        var object = schema.getItems() == null ? schema : schema.getItems().getSchema();
        if (object.getProperties() != null) {
            object.getProperties().forEach((name, field) -> collect(path + "." + name, field, like, found));
        }
    }

    private static CustomResourceDefinition crd() throws IOException {
        return Serialization.unmarshal(Files.readString(FILE), CustomResourceDefinition.class);
    }
}
