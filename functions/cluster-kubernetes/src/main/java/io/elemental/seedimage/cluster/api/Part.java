package io.elemental.seedimage.cluster.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The fields of an object that are read. All others are skipped, whatever they hold.
 *
 * @param fields by their names; empty where everything below is read
 */
public record Part(Map<String, Part> fields) {

    private static final String EACH = "*";
    private static final Pattern NAME = Pattern.compile("\\[[^\\]]*\\]|[^.\\[]+");

    /**
     * A part by the paths of its fields.
     *
     * @param paths of what is read, as in "metadata.name", or "metadata.annotations[a.b/c]" for a name with dots;
     *     "spec.*" is every field of the spec, each for itself
     */
    public static Part of(String... paths) {
        return of(Stream.of(paths).map(Part::names).toList());
    }

    private static Part of(List<List<String>> paths) {
        var fields = new LinkedHashMap<String, List<List<String>>>();
        paths.stream()
                .filter(names -> !names.isEmpty())
                .forEach(
                        names -> fields.merge(names.getFirst(), List.of(names.subList(1, names.size())), Part::joined));
        var parts = new LinkedHashMap<String, Part>();
        fields.forEach((name, below) -> parts.put(name, of(below)));
        return new Part(parts);
    }

    private static List<String> names(String path) {
        return NAME.matcher(path)
                .results()
                .map(name -> name.group().replaceAll("[\\[\\]]", ""))
                .toList();
    }

    boolean whole() {
        return fields.isEmpty();
    }

    Optional<Part> field(String name) {
        var named = fields.get(name);
        return Optional.ofNullable(named == null ? fields.get(EACH) : named);
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
