package io.elemental.seedimage.local;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.JsonSchema;
import org.snakeyaml.engine.v2.schema.Schema;

/** YAML as kubectl reads it, so that a manifest means here what it means in a cluster. */
final class KubernetesSchema implements Schema {

    @Override
    public ScalarResolver getScalarResolver() {
        return (word, implicit) -> implicit ? tag(word) : Tag.STR;
    }

    @Override
    public Map<Tag, ConstructNode> getSchemaTagConstructors() {
        Map<Tag, ConstructNode> constructors = new HashMap<>(new JsonSchema().getSchemaTagConstructors());
        for (var tag : new Tag[] {Tag.NULL, Tag.BOOL, Tag.INT, Tag.FLOAT}) {
            constructors.put(tag, new ConstructPlainScalar());
        }
        return constructors;
    }

    private static Tag tag(String word) {
        if (word.equals("<<")) {
            return Tag.MERGE;
        }
        return switch (PlainScalar.read(word)) {
            case null -> Tag.NULL;
            case Boolean _ -> Tag.BOOL;
            case Long _ -> Tag.INT;
            case Double _ -> Tag.FLOAT;
            default -> Tag.STR;
        };
    }

    private static final class ConstructPlainScalar implements ConstructNode {

        @Override
        public @Nullable Object construct(@Nullable Node node) {
            return node instanceof ScalarNode scalar ? PlainScalar.read(scalar.getValue()) : null;
        }
    }
}
