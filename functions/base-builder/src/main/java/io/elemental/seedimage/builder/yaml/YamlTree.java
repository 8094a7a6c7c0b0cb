package io.elemental.seedimage.builder.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/** Makes a tree of maps, lists and scalars of YAML's events. How deep and how large it gets is limited. */
final class YamlTree {

    private static final int DEEPEST = 100;

    /** Of values, those that aliases repeat counted each time. */
    private static final int MOST = 100_000;

    private static final String MERGE = "<<";

    private final Iterator<Event> events;
    private final boolean cloudInit;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private final Deque<String> path = new ArrayDeque<>();
    private int values;

    /** A value that aliases may repeat, and how many values it is. */
    private record Anchored(@Nullable Object value, int size) {}

    YamlTree(Iterator<Event> events, boolean cloudInit) {
        this.events = events;
        this.cloudInit = cloudInit;
    }

    /** The value that begins with the next event. */
    @Nullable Object next() {
        return value(events.next(), 0);
    }

    private @Nullable Object value(Event event, int depth) {
        count(1);
        if (depth > DEEPEST) {
            throw new NotReadException("it is nested deeper than %s levels".formatted(DEEPEST));
        }
        var before = values;
        return switch (event) {
            case AliasEvent alias -> repeated(alias);
            case ScalarEvent scalar -> anchored(scalar.getAnchor(), YamlScalar.of(scalar, isMode()), before);
            case SequenceStartEvent list -> anchored(list.getAnchor(), list(depth), before);
            case MappingStartEvent map -> anchored(map.getAnchor(), map(depth), before);
            default -> throw new NotReadException("it is not valid YAML");
        };
    }

    private @Nullable Object repeated(AliasEvent alias) {
        var anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw new NotReadException("it has an alias of what is not there, or of what it is in itself");
        }
        count(anchored.size());
        return anchored.value();
    }

    private @Nullable Object anchored(Optional<Anchor> anchor, @Nullable Object value, int before) {
        anchor.ifPresent(name -> anchors.put(name, new Anchored(value, values - before)));
        return value;
    }

    private void count(int more) {
        values += more;
        if (values > MOST) {
            throw new NotReadException("it has more than %s values".formatted(MOST));
        }
    }

    /** Items that are nothing are dropped. */
    private List<Object> list(int depth) {
        var list = new ArrayList<>();
        for (var event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            var item = value(event, depth + 1);
            if (item != null) {
                list.add(item);
            }
        }
        return list;
    }

    private Map<String, @Nullable Object> map(int depth) {
        var own = new HashMap<String, @Nullable Object>();
        var merged = new HashMap<String, @Nullable Object>();
        for (var event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            var key = key(event);
            path.addLast(key);
            var value = value(events.next(), depth + 1);
            path.removeLast();
            if (key.equals(MERGE) && ((ScalarEvent) event).isPlain()) {
                merge(value, merged);
            } else if (own.containsKey(key)) {
                throw new NotReadException("it has the same key twice in one mapping");
            } else {
                own.put(key, value);
            }
        }
        merged.putAll(own);
        return merged;
    }

    private static String key(Event event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getValue();
        }
        throw new NotReadException("it has a key that is no text");
    }

    /** What is merged first wins. */
    private static void merge(@Nullable Object value, Map<String, @Nullable Object> into) {
        switch (value) {
            case Map<?, ?> map -> map.forEach((key, field) -> into.putIfAbsent(String.valueOf(key), field));
            case List<?> list -> list.forEach(map -> merge(map, into));
            case null, default -> throw new NotReadException("it merges something that is no mapping");
        }
    }

    /** Modes of cloud-init are octal digits as they are written, and no numbers. */
    private boolean isMode() {
        return cloudInit
                && path.size() == 2
                && "permissions".equals(path.peekLast())
                && String.valueOf(path.peekFirst()).matches("write_files|milpa_files");
    }
}
