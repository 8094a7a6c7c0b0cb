package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.NotServable;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.SeedImageState;
import io.elemental.seedimage.rules.VariantState;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads every document as JSON: keys sorted, no white space, so that equal content is equal bytes. */
public final class Documents {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new DocumentWords()
                    .words(ImageType.class, ImageType::word)
                    .words(Platform.class, Platform::word)
                    .words(SeedImageState.class, SeedImageState::word)
                    .words(VariantState.class, VariantState::word)
                    .words(Delivery.class, DocumentWords::camel)
                    .words(NotServable.class, DocumentWords::camel))
            .build();

    private Documents() {}

    public static <T extends Record> byte[] write(DocumentType<T> type, T document) {
        ObjectNode tree = JSON.valueToTree(document);
        Map<String, Object> sorted = new TreeMap<>();
        tree.properties().forEach(property -> sorted.put(property.getKey(), property.getValue()));
        sorted.put("version", type.version());
        return JSON.writeValueAsBytes(sorted);
    }

    /** Reads a document; unknown fields are ignored, {@link UnreadableDocumentException} on a newer version. */
    public static <T extends Record> T read(DocumentType<T> type, byte[] content) {
        try {
            var tree = JSON.readTree(content);
            var version = tree.path("version").asInt(0);
            if (version < 1 || version > type.version()) {
                throw new UnreadableDocumentException("the %s has version %d; this program reads versions 1 to %d"
                        .formatted(type.what(), version, type.version()));
            }
            return JSON.treeToValue(tree, type.type());
        } catch (JacksonException e) {
            throw new UnreadableDocumentException("the %s is not a readable document".formatted(type.what()), e);
        }
    }
}
