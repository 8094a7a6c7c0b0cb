package io.elemental.seedimage.registration;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The order that steps ask for with {@code after}: one that cannot be followed crashes the boot tool. */
final class StepOrder {

    /** A step that is to run after another one, and where it says so. */
    private record Wish(String path, String step, String other) {}

    private StepOrder() {}

    /** One sentence for the first wish of a well-typed yip document that cannot be followed. */
    static Optional<String> firstProblem(String path, Map<?, ?> document) {
        var name = text(document.get("name"));
        var stages = FieldPath.field(path, "stages");
        return new TreeMap<Object, @Nullable Object>(object(document.get("stages")))
                .entrySet().stream()
                        .map(stage -> inStage(
                                FieldPath.field(stages, stage.getKey().toString()), name, list(stage.getValue())))
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private static Optional<String> inStage(String path, String document, List<?> steps) {
        var names = new LinkedHashSet<String>();
        var wishes = new ArrayList<Wish>();
        for (var index = 0; index < steps.size(); index++) {
            var step = object(steps.get(index));
            var name = text(step.get("name"));
            if (!name.isEmpty()) {
                names.add(document + "." + name);
            }
            var after = list(step.get("after"));
            for (var wish = 0; wish < after.size(); wish++) {
                wishes.add(new Wish(
                        FieldPath.item(FieldPath.field(FieldPath.item(path, index), "after"), wish),
                        name.isEmpty() ? FieldPath.item(path, index) : document + "." + name,
                        text(object(after.get(wish)).get("name"))));
            }
        }
        return wishes.stream()
                .flatMap(wish -> unfulfillable(wish, document, names).stream())
                .findFirst()
                .or(() -> cycle(wishes));
    }

    private static Optional<String> unfulfillable(Wish wish, String document, Set<String> names) {
        if (document.isEmpty()) {
            return Optional.of("%s needs a name of the whole document, spec.cloud-config.name, to refer to"
                    .formatted(wish.path()));
        }
        return names.contains(wish.other())
                ? Optional.empty()
                : Optional.of("%s.name must be \"%s.<name of another step of this stage>\""
                        .formatted(wish.path(), FieldPath.excerpt(document)));
    }

    private static Optional<String> cycle(List<Wish> wishes) {
        var others = new LinkedHashMap<String, List<String>>();
        wishes.forEach(wish ->
                others.computeIfAbsent(wish.step(), _ -> new ArrayList<>()).add(wish.other()));
        return wishes.stream()
                .filter(wish -> reaches(wish.other(), wish.step(), others))
                .findFirst()
                .map(wish -> "%s.name must not lead back to its own step".formatted(wish.path()));
    }

    private static boolean reaches(String from, String to, Map<String, List<String>> others) {
        var seen = new HashSet<String>();
        var next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            var step = next.pop();
            if (step.equals(to)) {
                return true;
            }
            if (seen.add(step)) {
                next.addAll(others.getOrDefault(step, List.of()));
            }
        }
        return false;
    }

    private static Map<?, ?> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }
}
