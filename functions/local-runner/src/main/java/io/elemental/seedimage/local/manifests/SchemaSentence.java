package io.elemental.seedimage.local.manifests;

import static java.util.stream.Collectors.joining;

import com.networknt.schema.Error;
import io.elemental.seedimage.rules.Excerpt;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a schema refuses, in the words of an API server. */
final class SchemaSentence {

    /** By keyword: of the field, of what the schema says, and of the value or how much it is. */
    private static final Map<String, String> SENTENCES = Map.ofEntries(
            Map.entry("required", "%s: Required value"),
            Map.entry("additionalProperties", "unknown field \"%s\""),
            Map.entry("type", "%s in body must be of type %s: \"%s\""),
            Map.entry("enum", "%s: Unsupported value: %3$s: supported values: %2$s"),
            Map.entry("pattern", "%s in body should match '%s'"),
            Map.entry("minimum", "%s in body should be greater than or equal to %s"),
            Map.entry("maximum", "%s in body should be less than or equal to %s"),
            Map.entry("minLength", "%s in body should be at least %s chars long"),
            Map.entry("maxLength", "%s: Too long: may not be more than %s bytes"),
            Map.entry("maxItems", "%s: Too many: %3$s: must have at most %2$s items"),
            Map.entry("maxProperties", "%s: Too many: %3$s: must have at most %2$s items"));

    private SchemaSentence() {}

    static String of(Error error) {
        var keyword = error.getKeyword();
        var value = error.getInstanceNode();
        var property = error.getProperty() == null ? "" : "/" + Excerpt.of(error.getProperty());
        var path = (error.getInstanceLocation() + property).replaceAll("/(\\d+)(?=/|$)", "[$1]");
        return SENTENCES
                .getOrDefault(keyword, "%s is refused by " + keyword)
                .formatted(
                        path.replaceFirst("^/", "").replace('/', '.'),
                        said(keyword, error.getSchemaNode()),
                        switch (keyword) {
                            case "type" -> value.getNodeType().name().toLowerCase(Locale.ROOT);
                            case "maxItems", "maxProperties" -> value.size();
                            default -> Excerpt.of(value.toString());
                        });
    }

    private static String said(String keyword, JsonNode schema) {
        return switch (keyword) {
            case "minimum", "maximum" -> String.valueOf(schema.asLong());
            case "enum" -> schema.valueStream().map(JsonNode::toString).collect(joining(", "));
            default ->
                schema.isArray()
                        ? schema.valueStream().map(JsonNode::asString).collect(joining(","))
                        : schema.asString();
        };
    }
}
