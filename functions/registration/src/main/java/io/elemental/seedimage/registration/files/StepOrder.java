package io.elemental.seedimage.registration.files;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The order that steps of a yip document ask for with {@code after}: one that cannot be followed crashes the boot tool.
 */
final class StepOrder {

    /** A step that is to run after another one, and where it says so. */
    private record Wish(String path, String step, String other) {}

    private StepOrder() {}

    /** One sentence for the first wish of a well-typed document that cannot be followed. */
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
        var wishes = new ArrayList<Wish>();
        var others = new HashMap<String, List<String>>();
        var before = List.<String>of();
        for (var step : NamedStep.all(path, document, steps)) {
            var own = wishes(step);
            wishes.addAll(own);
            // A step that says nothing follows the one in front of it.
            others.put(
                    step.name(),
                    own.isEmpty() ? before : own.stream().map(Wish::other).toList());
            before = List.of(step.name());
        }
        if (document.isEmpty() && !wishes.isEmpty()) {
            return Optional.of("%s needs a name of the whole document, spec.cloud-config.name, to refer to"
                    .formatted(wishes.getFirst().path()));
        }
        return wishes.stream()
                .map(wish -> problem(wish, document, others))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static List<Wish> wishes(NamedStep step) {
        var after = list(step.fields().get("after"));
        var wishes = new ArrayList<Wish>();
        for (var index = 0; index < after.size(); index++) {
            if (after.get(index) instanceof Map<?, ?> other) {
                var path = FieldPath.item(FieldPath.field(step.path(), "after"), index);
                wishes.add(new Wish(path, step.name(), text(other.get("name"))));
            }
        }
        return wishes;
    }

    private static Optional<String> problem(Wish wish, String document, Map<String, List<String>> others) {
        if (!others.containsKey(wish.other())) {
            return Optional.of(
                    "%s.name must be \"%s.<name>\" of a step of this stage, and .<index> where names stand twice"
                            .formatted(wish.path(), FieldPath.excerpt(document)));
        }
        return reaches(wish.other(), wish.step(), others)
                ? Optional.of("%s.name must not lead back to its own step".formatted(wish.path()))
                : Optional.empty();
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
