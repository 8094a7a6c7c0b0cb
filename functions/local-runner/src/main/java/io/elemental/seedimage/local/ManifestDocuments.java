package io.elemental.seedimage.local;

import io.elemental.seedimage.rules.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The documents of one file of manifests: a bad one is told of, and leaves the others alone. */
final class ManifestDocuments {

    /** What was found: documents by the line they begin at, and a sentence for each that cannot be read. */
    record Found(Map<Integer, Fields> byLine, List<String> problems) {}

    private static final String SEPARATOR = "---";

    /** More than any file for the boot tool may have. */
    private static final int DEEPEST = 128;

    private ManifestDocuments() {}

    /** Splits at lines that begin with three hyphens, as kubectl does, before any YAML is read. */
    static Found read(String file, String text) {
        var found = new Found(new LinkedHashMap<>(), new ArrayList<>());
        var lines = text.lines().toList();
        var start = 0;
        for (var line = 0; line <= lines.size(); line++) {
            if (line == lines.size() || lines.get(line).startsWith(SEPARATOR)) {
                var end = line < lines.size() || text.endsWith("\n") ? "\n" : "";
                add(file, start, String.join("\n", lines.subList(start, line)) + end, found);
                start = line + 1;
            }
        }
        return found;
    }

    private static void add(String file, int linesBefore, String document, Found found) {
        try {
            switch (load(document)) {
                case null -> {}
                case Map<?, ?> map -> found.byLine().put(firstLine(linesBefore, document), fields(map));
                default ->
                    found.problems().add("%s line %d: not an object".formatted(file, firstLine(linesBefore, document)));
            }
        } catch (MarkedYamlEngineException e) {
            var mark = e.getProblemMark().or(e::getContextMark);
            var last = (int) document.lines().count() - 1; // what is missing at the end is said of the line behind it
            var line = linesBefore
                    + 1
                    + Math.min(mark.map(where -> where.getLine()).orElse(0), last);
            found.problems().add("%s line %d: %s".formatted(file, line, e.getProblem()));
        } catch (YamlEngineException | InvalidInputException e) {
            found.problems().add("%s line %d: %s".formatted(file, firstLine(linesBefore, document), sentence(e)));
        } catch (StackOverflowError _) { // the YAML library calls itself for each level
            found.problems()
                    .add("%s line %d: nested too deeply to be read".formatted(file, firstLine(linesBefore, document)));
        }
    }

    private static @Nullable Object load(String document) {
        var settings = LoadSettings.builder().setSchema(new KubernetesSchema()).build();
        return new Load(settings).loadFromString(document);
    }

    private static Fields fields(Map<?, ?> map) {
        return new Fields("", strings(map, 0));
    }

    /** Keys become text in all depths, as in JSON. */
    private static Map<String, @Nullable Object> strings(Map<?, ?> map, int depth) {
        var strings = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> {
            if (key == null || key instanceof Map<?, ?> || key instanceof List<?>) {
                throw new InvalidInputException("a key is no word");
            }
            if (strings.containsKey(key.toString())) {
                throw new InvalidInputException("the key '%s' stands there twice".formatted(key));
            }
            strings.put(key.toString(), json(value, depth + 1));
        });
        return strings;
    }

    private static @Nullable Object json(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw new InvalidInputException("nested deeper than %d levels".formatted(DEEPEST));
        }
        return switch (value) {
            case Map<?, ?> map -> strings(map, depth);
            case List<?> list -> {
                var items = new ArrayList<@Nullable Object>();
                list.forEach(item -> items.add(json(item, depth + 1)));
                yield items;
            }
            case null -> null;
            default -> value;
        };
    }

    private static int firstLine(int linesBefore, String document) {
        var blank = document.lines().takeWhile(line -> line.isBlank() || line.startsWith("#"));
        return linesBefore + 1 + (int) blank.count();
    }

    private static String sentence(RuntimeException e) {
        var message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(message);
    }
}
