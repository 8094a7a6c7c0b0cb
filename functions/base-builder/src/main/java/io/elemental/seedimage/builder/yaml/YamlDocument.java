package io.elemental.seedimage.builder.yaml;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The first document of a YAML file, which is all that the boot tool reads, as the tree that it decodes. */
final class YamlDocument {

    private static final LoadSettings SETTINGS = LoadSettings.builder().build();

    private YamlDocument() {}

    /**
     * Its fields; none of an empty document.
     *
     * @param cloudInit whether modes of files are text as it is written
     */
    static Map<String, @Nullable Object> read(byte[] content, boolean cloudInit) {
        try {
            var events = new Parse(SETTINGS)
                    .parseInputStream(new ByteArrayInputStream(content))
                    .iterator();
            events.next();
            return fields(tree(events, cloudInit));
        } catch (MarkedYamlEngineException e) {
            throw new NotReadException(e.getProblemMark()
                    .map(mark -> "line %s is not valid YAML".formatted(mark.getLine() + 1))
                    .orElse("it is not valid YAML"));
        } catch (YamlEngineException _) {
            throw new NotReadException("it has characters that YAML must not have");
        }
    }

    private static @Nullable Object tree(Iterator<Event> events, boolean cloudInit) {
        var start = events.next();
        if (start instanceof StreamEndEvent) {
            return null;
        }
        ((DocumentStartEvent) start)
                .getSpecVersion()
                .filter(version -> version.getMajor() != 1 || version.getMinor() > 1)
                .ifPresent(version -> {
                    throw new NotReadException("it asks for YAML %s.%s, and 1.1 is the newest that is read"
                            .formatted(version.getMajor(), version.getMinor()));
                });
        return new YamlTree(events, cloudInit).next();
    }

    private static Map<String, @Nullable Object> fields(@Nullable Object tree) {
        if (tree == null) {
            return Map.of();
        }
        if (!(tree instanceof Map<?, ?> map)) {
            throw new NotReadException("it is no mapping");
        }
        var fields = new HashMap<String, @Nullable Object>();
        map.forEach((key, value) -> fields.put(String.valueOf(key), value));
        return fields;
    }
}
