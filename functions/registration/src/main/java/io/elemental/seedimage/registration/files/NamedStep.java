package io.elemental.seedimage.registration.files;

import io.elemental.seedimage.registration.schema.FieldPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A step under the name by which others can refer to it.
 *
 * @param path where it stands in the document
 * @param name without the document's name in front, which may be long, and steps may be many
 */
record NamedStep(String path, String name, Map<?, ?> fields) {

    /** The steps of one stage; nulls are none, and two steps of one name give an index to all. */
    static List<NamedStep> all(String path, List<?> steps) {
        var own = steps.stream()
                .filter(Objects::nonNull)
                .map(step -> ownName((Map<?, ?>) step))
                .toList();
        var twice = new HashSet<>(own).size() < own.size();
        var named = new ArrayList<NamedStep>();
        for (var index = 0; index < steps.size(); index++) {
            if (steps.get(index) instanceof Map<?, ?> fields) {
                var number = named.size();
                var name = twice ? own.get(number) + "." + number : own.get(number);
                named.add(new NamedStep(
                        FieldPath.item(path, index), name.isEmpty() ? String.valueOf(number) : name, fields));
            }
        }
        return named;
    }

    private static String ownName(Map<?, ?> step) {
        return Objects.toString(step.get("name"), "");
    }
}
