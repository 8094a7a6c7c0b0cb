package io.elemental.seedimage.local.manifests;

import java.util.IdentityHashMap;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.ConstructorException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.JsonSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A YAML document as the JSON that kubectl makes of it. */
final class KubectlYaml {

    /** More than any file for the boot tool may have. */
    private static final int DEEPEST = 128;

    /** With all that aliases stand for. */
    private static final int MOST_VALUES = 1_000_000;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setSchema(new Words()).build();

    private final IdentityHashMap<JsonNode, Integer> lines = new IdentityHashMap<>();
    private int values;

    /** {@link YamlEngineException} of what is no YAML, has a key twice, or is too much. */
    Optional<JsonNode> read(String document) {
        return new Compose(SETTINGS).composeString(document).map(node -> json(node, 0));
    }

    /** The line, from 0, on which an object or a list that was read begins. */
    Optional<Integer> line(JsonNode read) {
        return Optional.ofNullable(lines.get(read));
    }

    private JsonNode json(Node node, int depth) {
        if (depth > DEEPEST || ++values > MOST_VALUES) {
            throw refused(
                    node,
                    depth > DEEPEST
                            ? "nested deeper than %s levels".formatted(DEEPEST)
                            : "more than %s values".formatted(MOST_VALUES));
        }
        var json = switch (node) {
            case MappingNode mapping -> object(mapping, depth);
            case SequenceNode sequence -> {
                var items = JSON.arrayNode();
                sequence.getValue().forEach(item -> items.add(json(item, depth + 1)));
                yield items;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> throw refused(node, "neither an object nor a list nor a value");
        };
        if (json.isContainer()) {
            node.getStartMark().ifPresent(mark -> lines.put(json, mark.getLine()));
        }
        return json;
    }

    private ObjectNode object(MappingNode mapping, int depth) {
        var object = JSON.objectNode();
        var merged = JSON.objectNode();
        for (var field : mapping.getValue()) {
            var value = json(field.getValueNode(), depth + 1);
            if (!(field.getKeyNode() instanceof ScalarNode key) || scalar(key).isNull()) {
                throw refused(field.getKeyNode(), "a key is no word");
            } else if (key.getValue().equals("<<") && !key.getTag().equals(Tag.STR)) {
                (value instanceof ArrayNode all ? all : JSON.arrayNode().add(value))
                        .forEach(one -> one.properties().forEach(it -> merged.putIfAbsent(it.getKey(), it.getValue())));
            } else if (object.putIfAbsent(scalar(key).asString(), value) != null) {
                throw refused(key, "the key '%s' stands there twice".formatted(key.getValue()));
            }
        }
        merged.properties().forEach(it -> object.putIfAbsent(it.getKey(), it.getValue()));
        return object;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        return switch (scalar.getTag().equals(Tag.STR) ? scalar.getValue() : PlainScalar.read(scalar.getValue())) {
            case null -> JSON.nullNode();
            case Boolean flag -> JSON.booleanNode(flag);
            case Long number -> JSON.numberNode(number);
            case Double number when !number.isInfinite() -> JSON.numberNode(number);
            default -> JSON.stringNode(scalar.getValue());
        };
    }

    private static ConstructorException refused(Node where, String sentence) {
        return new ConstructorException("", Optional.empty(), sentence, where.getStartMark());
    }

    /** Leaves to {@link PlainScalar} what a word means; what is text for sure has the tag of text. */
    private static final class Words extends JsonSchema {

        @Override
        public ScalarResolver getScalarResolver() {
            return (_, plain) -> plain ? Tag.FLOAT : Tag.STR;
        }
    }
}
