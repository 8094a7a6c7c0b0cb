package io.elemental.seedimage.download.status;

import io.elemental.seedimage.format.ProgressDocument;
import io.elemental.seedimage.rules.Excerpt;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.catalog.EntryWarning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An entry of the catalog as the fields of JSON objects: what is not known has no field. */
final class SeedImageFields {

    private SeedImageFields() {}

    /** In a list. */
    static Map<String, Object> brief(CatalogEntry entry) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", entry.name());
        fields.put("state", entry.state().word());
        fields.put(
                "variants",
                entry.variants().stream().map(SeedImageFields::variant).toList());
        return fields;
    }

    /** @param progress of the build that an image waits for */
    static Map<String, Object> all(CatalogEntry entry, Function<CatalogVariant, Optional<ProgressDocument>> progress) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", entry.name());
        fields.put("state", entry.state().word());
        put(fields, "expiresAt", entry.expiresAt());
        put(fields, "downloadURL", entry.downloadURL());
        fields.put(
                "conditions",
                entry.conditions().stream().map(SeedImageFields::condition).toList());
        fields.put(
                "warnings",
                warnings(entry).stream().map(SeedImageFields::warning).toList());
        fields.put(
                "variants",
                entry.variants().stream()
                        .map(image -> {
                            var variant = variant(image);
                            progress.apply(image).ifPresent(found -> variant.put("progress", progress(found)));
                            return variant;
                        })
                        .toList());
        return fields;
    }

    private static Map<String, Object> variant(CatalogVariant image) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("type", image.type().word());
        fields.put("arch", image.platform().architecture());
        fields.put("state", image.state().word());
        image.reason().ifPresent(reason -> fields.put("reason", reason));
        fields.put("fileName", image.fileName());
        image.ready().ifPresent(ready -> {
            fields.put("size", ready.size());
            put(fields, "sha256", ready.sha256());
            put(fields, "lastModified", ready.writtenAt());
        });
        return fields;
    }

    private static Map<String, Object> progress(ProgressDocument found) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("step", Excerpt.of(found.step()));
        fields.put("bytes", found.bytes());
        if (found.totalBytes() > 0) {
            fields.put("total", found.totalBytes());
        }
        StepEstimate.secondsLeft(found).ifPresent(seconds -> fields.put("secondsLeft", seconds));
        fields.put("at", found.at().toString());
        return fields;
    }

    private static List<EntryWarning> warnings(CatalogEntry entry) {
        var told = entry.warnings();
        return told == null ? List.of() : told;
    }

    private static Map<String, Object> warning(EntryWarning warning) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("path", warning.path());
        fields.put("message", warning.message());
        return fields;
    }

    private static Map<String, Object> condition(Condition condition) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("type", condition.type());
        fields.put("status", condition.status());
        fields.put("reason", condition.reason());
        fields.put("message", condition.message());
        fields.put("lastTransitionTime", condition.lastTransitionTime().toString());
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value.toString());
        }
    }
}
