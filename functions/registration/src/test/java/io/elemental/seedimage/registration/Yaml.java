package io.elemental.seedimage.registration;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads YAML with a reader that is not ours. */
public final class Yaml {

    private Yaml() {}

    public static @Nullable Object read(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> map(String text) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(read(text));
    }

    /** What lies at the end of a path of keys and indices. */
    public static Object at(Object tree, Object... path) {
        var node = tree;
        for (var part : path) {
            node = Objects.requireNonNull(
                    part instanceof Integer index ? ((List<?>) node).get(index) : ((Map<?, ?>) node).get(part));
        }
        return node;
    }
}
