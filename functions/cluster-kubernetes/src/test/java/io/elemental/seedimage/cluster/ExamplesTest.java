package io.elemental.seedimage.cluster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** crds/examples, applied to a real API server. */
class ExamplesTest {

    private static final String REFUSED = "# refused: ";
    private static final Path EXAMPLES = Path.of("../../crds/examples");

    private final RealApiServer server = RealApiServer.orSkip();
    private final String namespace = server.newNamespace();

    static List<String> valid() throws IOException {
        return named("valid-");
    }

    static List<String> invalid() throws IOException {
        return named("invalid-");
    }

    @ParameterizedTest
    @MethodSource
    void valid(String example) throws IOException {
        resource(example).dryRun().create();
        resource(example).fieldValidation(Validation.STRICT).create();
        assertHas(spec(resource(example).get()), spec(read(example)));
    }

    @ParameterizedTest
    @MethodSource
    void invalid(String example) throws IOException {
        var sentence = Files.readAllLines(EXAMPLES.resolve(example)).getFirst();
        assertThat(sentence).startsWith(REFUSED);
        assertThatThrownBy(() ->
                        resource(example).fieldValidation(Validation.STRICT).create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(sentence.substring(REFUSED.length()));
    }

    @Test
    void whatIsLeftOutHasDefaults() throws IOException {
        var created = resource("valid-minimal.yaml").create();
        assertThat(spec(created))
                .containsEntry("type", "iso")
                .doesNotContainKey("targetPlatform") // which is the installation's to say
                .containsEntry("basePullPolicy", "IfNotPresent")
                .containsEntry("cleanupAfterMinutes", 60)
                .containsEntry("retriggerBuild", false)
                .containsEntry("size", "6Gi")
                .containsEntry("delivery", "Auto");
    }

    /** Says what is not as it was written; the server may add defaults to what is there. */
    private static void assertHas(@Nullable Object found, @Nullable Object written) {
        if (written instanceof Map<?, ?> fields) {
            assertThat(found).isInstanceOf(Map.class);
            fields.forEach((name, value) -> assertHas(((Map<?, ?>) requireNonNull(found)).get(name), value));
        } else if (written instanceof List<?> items) {
            assertThat(found).asInstanceOf(InstanceOfAssertFactories.LIST).hasSameSizeAs(items);
            for (var index = 0; index < items.size(); index++) {
                assertHas(((List<?>) requireNonNull(found)).get(index), items.get(index));
            }
        } else {
            assertThat(found).isEqualTo(written);
        }
    }

    @Test
    void registrationIsForLife() throws IOException {
        resource("valid-minimal.yaml").create();
        assertThatThrownBy(() -> resource("valid-minimal.yaml").edit(resource -> {
                    resource.<Map<String, Object>>get("spec", "registrationRef").put("name", "other");
                    return resource;
                }))
                .hasMessageContaining("spec.registrationRef.name cannot be changed: create another SeedImage");
    }

    @Test
    void everythingElseMayChange() throws IOException {
        resource("valid-minimal.yaml").create();
        var changed = resource("valid-minimal.yaml").edit(resource -> {
            resource.<Map<String, Object>>get("spec").put("type", "raw");
            return resource;
        });
        assertThat(spec(changed)).containsEntry("type", "raw");
        assertThat(changed.getMetadata().getGeneration()).isEqualTo(2);
    }

    private Resource<GenericKubernetesResource> resource(String example) throws IOException {
        return server.client().resource(read(example)).inNamespace(namespace);
    }

    private static GenericKubernetesResource read(String example) throws IOException {
        return Serialization.unmarshal(Files.readString(EXAMPLES.resolve(example)), GenericKubernetesResource.class);
    }

    private static Map<String, Object> spec(GenericKubernetesResource resource) {
        return resource.get("spec");
    }

    private static List<String> named(String start) throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(start))
                    .sorted()
                    .toList();
        }
    }
}
