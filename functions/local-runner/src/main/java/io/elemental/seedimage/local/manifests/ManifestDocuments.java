package io.elemental.seedimage.local.manifests;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The documents of one file of manifests: a bad one is told of, and leaves the others alone. */
final class ManifestDocuments {

    /** @param line on which it begins, from 1 */
    record Document(int line, ObjectNode json) {}

    private static final String SEPARATOR = "---";

    private final String file;
    private final List<Document> documents = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private ManifestDocuments(String file) {
        this.file = file;
    }

    /** Splits at lines that begin with three hyphens, as kubectl does, before any YAML is read. */
    static ManifestDocuments read(String file, String text) {
        var found = new ManifestDocuments(file);
        var lines = text.lines().toList();
        var start = 0;
        for (var line = 0; line <= lines.size(); line++) {
            if (line == lines.size() || lines.get(line).startsWith(SEPARATOR)) {
                var end = line < lines.size() || text.endsWith("\n") ? "\n" : "";
                found.add(start, String.join("\n", lines.subList(start, line)) + end);
                start = line + 1;
            }
        }
        return found;
    }

    /** The objects; of a {@code kind: List} its items, each for itself. */
    List<Document> documents() {
        return documents;
    }

    /** A sentence for each that cannot be read. */
    List<String> problems() {
        return problems;
    }

    private void add(int linesBefore, String document) {
        var yaml = new KubectlYaml();
        try {
            yaml.read(document).filter(json -> !json.isNull()).ifPresent(json -> add(json, yaml, linesBefore + 1));
        } catch (MarkedYamlEngineException e) {
            var mark = e.getProblemMark().or(e::getContextMark);
            var last = (int) document.lines().count() - 1; // what is missing at the end is said of the line behind it
            var line = linesBefore
                    + 1
                    + Math.min(mark.map(where -> where.getLine()).orElse(0), last);
            problem(line, e.getProblem());
        } catch (YamlEngineException e) {
            problem(
                    linesBefore + 1,
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        } catch (StackOverflowError _) { // the YAML library calls itself for each level
            problem(linesBefore + 1, "nested too deeply to be read");
        }
    }

    private void add(JsonNode json, KubectlYaml yaml, int firstLine) {
        var line = yaml.line(json).map(below -> firstLine + below);
        if (!(json instanceof ObjectNode object)) {
            problem(line.orElse(firstLine), "not an object");
        } else if (object.path("kind").asString().endsWith("List")
                && object.path("items").isArray()) {
            object.path("items").forEach(item -> add(item, yaml, firstLine));
        } else {
            documents.add(new Document(line.orElse(firstLine), object));
        }
    }

    private void problem(int line, String sentence) {
        problems.add("%s line %s: %s".formatted(file, line, sentence));
    }
}
