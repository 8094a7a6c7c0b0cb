package io.elemental.seedimage.registration.files;

import io.elemental.seedimage.registration.schema.FieldPath;
import java.util.ArrayList;
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

    /**
     * A step that is to run after another one, and where it says so.
     *
     * @param other without the document's name in front; empty where that is not there
     */
    private record OrderRequest(String path, String step, Optional<String> other) {}

    private StepOrder() {}

    /**
     * One sentence for the first wish of a well-typed document that cannot be followed.
     *
     * @param named whether the boot tool knows the name of the document: beside keys of cloud-init it drops it
     */
    static Optional<String> firstProblem(String path, Map<?, ?> document, boolean named) {
        var name = text(document.get("name"));
        var stages = FieldPath.field(path, "stages");
        return new TreeMap<Object, @Nullable Object>(object(document.get("stages")))
                .entrySet().stream()
                        .map(stage -> inStage(
                                FieldPath.field(stages, stage.getKey().toString()),
                                name,
                                named,
                                list(stage.getValue())))
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private static Optional<String> inStage(String path, String document, boolean named, List<?> steps) {
        var requests = new ArrayList<OrderRequest>();
        var graph = new StepGraph();
        var before = List.<String>of();
        for (var step : NamedStep.all(path, steps)) {
            var own = requests(step, document);
            requests.addAll(own);
            // A step that says nothing follows the one in front of it.
            graph.follows(
                    step.name(),
                    own.isEmpty()
                            ? before
                            : own.stream()
                                    .flatMap(wish -> wish.other().stream())
                                    .toList());
            before = List.of(step.name());
        }
        if (!named && !requests.isEmpty()) {
            return Optional.of("%s cannot be followed beside keys of cloud-init, where steps have no name to refer to"
                    .formatted(requests.getFirst().path()));
        }
        if (document.isEmpty() && !requests.isEmpty()) {
            return Optional.of("%s needs a name of the whole document, spec.cloud-config.name, to refer to"
                    .formatted(requests.getFirst().path()));
        }
        graph.findCircles();
        return requests.stream()
                .map(wish -> problem(wish, document, graph))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static List<OrderRequest> requests(NamedStep step, String document) {
        var after = list(step.fields().get("after"));
        var requests = new ArrayList<OrderRequest>();
        for (var index = 0; index < after.size(); index++) {
            if (after.get(index) instanceof Map<?, ?> other) {
                var path = FieldPath.item(FieldPath.field(step.path(), "after"), index);
                requests.add(new OrderRequest(path, step.name(), inDocument(document, text(other.get("name")))));
            }
        }
        return requests;
    }

    private static Optional<String> inDocument(String document, String name) {
        return name.startsWith(document) && name.startsWith(".", document.length())
                ? Optional.of(name.substring(document.length() + 1))
                : Optional.empty();
    }

    private static Optional<String> problem(OrderRequest wish, String document, StepGraph graph) {
        var other = wish.other().filter(graph::has);
        if (other.isEmpty()) {
            return Optional.of(
                    "%s.name must be \"%s.<name>\" of a step of this stage, and .<index> where names stand twice"
                            .formatted(wish.path(), FieldPath.excerpt(document)));
        }
        return other.filter(name -> graph.leadBack(wish.step(), name))
                .map(_ -> "%s.name must not lead back to its own step".formatted(wish.path()));
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
