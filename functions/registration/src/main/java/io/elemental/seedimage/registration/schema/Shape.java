package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.rules.cluster.Warning;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the boot tool can read at one place of a document. Null it reads everywhere, as nothing. */
public interface Shape {

    /** What is expected, to stand behind "must be". */
    String expected();

    boolean takes(Object value);

    /** What is there instead, without showing it. */
    default String found(Object value) {
        return JsonType.of(value);
    }

    /** Problems inside of a value that is taken, in the order of items and of sorted keys. */
    default Stream<String> problemsInside(String path, Object value) {
        return Stream.of();
    }

    /** The value with an escape for what the boot tool would take for a template; of a value without problems. */
    default @Nullable Object escaped(@Nullable Object value) {
        return value;
    }

    /** What is read, but ignored or done otherwise than it is written; of a value that may not be taken. */
    default Stream<Warning> warnings(String path, @Nullable Object value) {
        return Stream.of();
    }

    /** What happens where the value is absent, if that needs to be told. */
    default Stream<Warning> warningsOfAbsent(String path) {
        return Stream.of();
    }

    /** One sentence that begins with the path of what cannot be read. */
    default Optional<String> firstProblem(String path, @Nullable Object value) {
        if (value == null) {
            return Optional.empty();
        }
        return takes(value)
                ? problemsInside(path, value).findFirst()
                : Optional.of("%s must be %s, but is %s".formatted(path, expected(), found(value)));
    }

    /** Numbers and booleans are taken as they are written. */
    record Text() implements Shape {
        @Override
        public String expected() {
            return "text";
        }

        @Override
        public boolean takes(Object value) {
            return !(value instanceof Map) && !(value instanceof List);
        }
    }

    /** Fractions are cut off; both limits are possible values. */
    record Whole(BigDecimal least, BigDecimal most) implements Shape {
        @Override
        public String expected() {
            return "a number from %s to %s, not in quotes".formatted(least.toPlainString(), most.toPlainString());
        }

        @Override
        public boolean takes(Object value) {
            if (!(value instanceof Number)) {
                return false;
            }
            var number = new BigDecimal(value.toString());
            return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
        }

        @Override
        public String found(Object value) {
            return value instanceof Number ? "another number" : JsonType.of(value);
        }
    }

    record Flag() implements Shape {
        private static final Set<String> WORDS = Set.of(
                "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO", "off", "Off", "OFF");

        @Override
        public String expected() {
            return "true or false, not in quotes";
        }

        @Override
        public boolean takes(Object value) {
            return value instanceof Boolean || (value instanceof String word && WORDS.contains(word));
        }
    }

    record ListOf(Shape item) implements Shape {
        @Override
        public String expected() {
            return "a list";
        }

        @Override
        public boolean takes(Object value) {
            return value instanceof List;
        }

        @Override
        public Stream<String> problemsInside(String path, Object value) {
            var list = (List<?>) value;
            return IntStream.range(0, list.size())
                    .mapToObj(index -> item.firstProblem(FieldPath.item(path, index), list.get(index)))
                    .flatMap(Optional::stream);
        }

        @Override
        public @Nullable Object escaped(@Nullable Object value) {
            return value instanceof List<?> list ? copy(list) : value;
        }

        @Override
        public Stream<Warning> warnings(String path, @Nullable Object value) {
            return value instanceof List<?> list
                    ? IntStream.range(0, list.size())
                            .boxed()
                            .flatMap(index -> item.warnings(FieldPath.item(path, index), list.get(index)))
                    : Stream.of();
        }

        private List<@Nullable Object> copy(List<?> list) {
            var copy = new ArrayList<@Nullable Object>(list.size());
            list.forEach(each -> copy.add(item.escaped(each)));
            return copy;
        }
    }

    /** An object with any keys. */
    record MapOf(Shape each) implements Shape {
        @Override
        public String expected() {
            return "an object";
        }

        @Override
        public boolean takes(Object value) {
            return value instanceof Map;
        }

        @Override
        public Stream<String> problemsInside(String path, Object value) {
            return new TreeMap<Object, @Nullable Object>((Map<?, ?>) value)
                    .entrySet().stream()
                            .map(field -> each.firstProblem(
                                    FieldPath.field(path, field.getKey().toString()), field.getValue()))
                            .flatMap(Optional::stream);
        }

        @Override
        public @Nullable Object escaped(@Nullable Object value) {
            if (!(value instanceof Map<?, ?> map)) {
                return value;
            }
            var copy = new HashMap<Object, @Nullable Object>();
            map.forEach((key, field) -> copy.put(key, each.escaped(field)));
            return copy;
        }

        @Override
        public Stream<Warning> warnings(String path, @Nullable Object value) {
            return value instanceof Map<?, ?> map
                    ? new TreeMap<Object, @Nullable Object>(map)
                            .entrySet().stream()
                                    .flatMap(field -> each.warnings(
                                            FieldPath.field(path, field.getKey().toString()), field.getValue()))
                    : Stream.of();
        }
    }

    /** An object; keys that it does not know are ignored, which is a warning. */
    record Fields(Map<String, Shape> shapes) implements Shape {
        Fields with(Shape shape, String... keys) {
            var more = new HashMap<>(shapes);
            Stream.of(keys).forEach(key -> more.put(key, shape));
            return new Fields(Map.copyOf(more));
        }

        @Override
        public String expected() {
            return "an object";
        }

        @Override
        public boolean takes(Object value) {
            return value instanceof Map;
        }

        @Override
        public Stream<String> problemsInside(String path, Object value) {
            return new TreeMap<Object, @Nullable Object>((Map<?, ?>) value)
                    .entrySet().stream()
                            .flatMap(field -> Optional.ofNullable(
                                    shapes.get(field.getKey().toString()))
                                    .flatMap(shape -> shape.firstProblem(
                                            FieldPath.field(path, field.getKey().toString()), field.getValue()))
                                    .stream());
        }

        @Override
        public @Nullable Object escaped(@Nullable Object value) {
            return value instanceof Map<?, ?> map ? copy(map) : value;
        }

        @Override
        public Stream<Warning> warnings(String path, @Nullable Object value) {
            if (!(value instanceof Map<?, ?> map)) {
                return Stream.of();
            }
            var present = new TreeMap<Object, @Nullable Object>(map)
                    .entrySet().stream().flatMap(field -> {
                        var key = field.getKey().toString();
                        var shape = shapes.get(key);
                        return shape == null
                                ? Stream.of(UnknownKey.warning(path, key, shapes.keySet()))
                                : shape.warnings(FieldPath.field(path, key), field.getValue());
                    });
            var absent = new TreeMap<>(shapes)
                    .entrySet().stream()
                            .filter(field -> map.get(field.getKey()) == null)
                            .flatMap(field -> field.getValue().warningsOfAbsent(FieldPath.field(path, field.getKey())));
            return Stream.concat(present, absent);
        }

        /** An object with escapes in it. */
        public Map<Object, @Nullable Object> copy(Map<?, ?> object) {
            var copy = new HashMap<Object, @Nullable Object>();
            object.forEach((key, field) -> {
                var shape = shapes.get(key.toString());
                copy.put(key, shape == null ? field : shape.escaped(field));
            });
            return copy;
        }
    }
}
