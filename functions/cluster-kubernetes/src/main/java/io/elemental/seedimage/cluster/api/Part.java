package io.elemental.seedimage.cluster.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fields of an object that are read. All others are skipped, whatever they hold.
 *
 * @param fields by their names; empty where everything below is read
 */
public record Part(Map<String, Part> fields) {

    private static final String EACH = "*";

    /**
     * A part by the paths of its fields.
     *
     * @param paths as in "metadata.name"; "spec.*" is every field of the spec, each on its own
     */
    public static Part of(String... paths) {
        var fields = new LinkedHashMap<String, List<String>>();
        Stream.of(paths).filter(path -> !path.isEmpty()).forEach(path -> {
            var names = path.split("\\.", 2);
            fields.merge(names[0], List.of(names.length == 1 ? "" : names[1]), Part::joined);
        });
        var parts = new LinkedHashMap<String, Part>();
        fields.forEach((name, below) -> parts.put(name, of(below.toArray(String[]::new))));
        return new Part(parts);
    }

    boolean whole() {
        return fields.isEmpty();
    }

    Optional<Part> field(String name) {
        var named = fields.get(name);
        return Optional.ofNullable(named == null ? fields.get(EACH) : named);
    }

    private static List<String> joined(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
