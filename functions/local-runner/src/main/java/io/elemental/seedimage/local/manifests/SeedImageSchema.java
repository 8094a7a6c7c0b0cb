package io.elemental.seedimage.local.manifests;

import static java.util.stream.Collectors.joining;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.elemental.seedimage.rules.InvalidInputException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema and the rules of crds/seedimage.yaml: what they refuse in a cluster is refused here, in the same words.
 */
final class SeedImageSchema {

    private final ObjectNode openApi;
    private final List<String> rules;
    private final Schema schema;

    SeedImageSchema() {
        var file = Objects.requireNonNull(SeedImageSchema.class.getResourceAsStream("/crds/seedimage.yaml"));
        openApi = (ObjectNode)
                Serialization.unmarshal(file, JsonNode.class).at("/spec/versions/0/schema/openAPIV3Schema");
        var fields = openApi.withObject("/properties");
        fields.putObject("apiVersion");
        fields.putObject("kind");
        fields.putObject("metadata");
        fields.remove("status"); // which is for who reconciles, as on an API server
        fields.withObject("/spec/properties/delivery").remove("default"); // which is for who runs the laptop to say
        rules = fields.at("/spec/x-kubernetes-validations")
                .valueStream()
                .filter(rule -> !rule.path("rule").asString().contains("oldSelf")) // a file knows of no spec before
                .map(rule -> rule.path("message").asString())
                .toList();
        prepare(openApi);
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4).getSchema(openApi);
    }

    /** Fills in what is left out; {@link InvalidInputException} says all that an API server would refuse. */
    void admit(ObjectNode seedImage) {
        seedImage.remove("status");
        complete(seedImage, openApi);
        var refusals = schema.validate(seedImage).stream()
                .map(SchemaSentence::of)
                .sorted()
                .collect(joining("; "));
        if (refusals.isEmpty()) {
            refusals = rules.stream()
                    .filter(rule -> !SpecRules.follows(seedImage.path("spec"), rule))
                    .collect(joining("; "));
        }
        if (!refusals.isEmpty()) {
            throw new InvalidInputException(refusals);
        }
    }

    /** An API server takes a null for a field that is not there, and then gives it its default. */
    private static void complete(JsonNode value, JsonNode schema) {
        if (value instanceof ObjectNode object) {
            schema.path("properties").properties().forEach(property -> {
                var name = property.getKey();
                if (object.path(name).isNull()) {
                    object.remove(name);
                }
                if (property.getValue().has("default")) {
                    object.putIfAbsent(name, property.getValue().path("default"));
                }
                complete(object.path(name), property.getValue());
            });
        } else {
            value.forEach(item -> complete(item, schema.path("items")));
        }
    }

    /** Says in plain JSON Schema what the API server means: fields that are not named are none, unless all are kept. */
    private static void prepare(ObjectNode schema) {
        if (schema.remove("x-kubernetes-int-or-string") != null) {
            schema.remove("anyOf");
            schema.putArray("type").add("integer").add("string");
        }
        if (schema.has("properties") && !schema.has("x-kubernetes-preserve-unknown-fields")) {
            schema.put("additionalProperties", false);
        }
        schema.remove(List.of("x-kubernetes-preserve-unknown-fields", "x-kubernetes-validations"));
        schema.path("properties").forEach(property -> prepare((ObjectNode) property));
        if (schema.get("items") instanceof ObjectNode items) {
            prepare(items);
        }
    }
}
