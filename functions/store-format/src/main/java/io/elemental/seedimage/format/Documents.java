package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.NotServable;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.catalog.VariantState;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads every document as JSON: keys sorted, no white space, so that equal content is equal bytes. */
public final class Documents {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .addModule(new DocumentWords()
                    .words(ImageType.class, ImageType::word)
                    .words(Platform.class, Platform::word)
                    .words(SeedImageState.class, SeedImageState::word)
                    .words(VariantState.class, VariantState::word)
                    .words(Delivery.class, DocumentWords::camel)
                    .words(NotServable.class, DocumentWords::camel)
                    .record(CatalogVariant.class, VariantDocument.class, VariantDocument::of, VariantDocument::image))
            .build();

    private Documents() {}

    public static <T extends Record> byte[] write(DocumentType<T> type, T document) {
        ObjectNode tree = JSON.valueToTree(document);
        Map<String, Object> sorted = new TreeMap<>();
        tree.properties().forEach(property -> sorted.put(property.getKey(), property.getValue()));
        sorted.put("version", type.version());
        return JSON.writeValueAsBytes(sorted);
    }

    /**
     * Reads a document; fields that it does not know are ignored. {@link UnreadableDocumentException} when the version
     * is newer or too old, or a field is missing or not what it should be.
     */
    public static <T extends Record> T read(DocumentType<T> type, byte[] content) {
        var tree = tree(type, content);
        requireVersion(type, tree);
        RequiredFields.firstMissing(type.type(), tree).ifPresent(field -> {
            throw new UnreadableDocumentException("the %s has no field '%s'".formatted(type.what(), field));
        });
        try {
            return JSON.treeToValue(tree, type.type());
        } catch (JacksonException e) {
            throw new UnreadableDocumentException(
                    "the %s has an unreadable field '%s'".formatted(type.what(), path(e)));
        }
    }

    /** How deep it is, and how long its numbers are, Jackson limits; which of two equal names counts is not guessed. */
    private static JsonNode tree(DocumentType<?> type, byte[] content) {
        try {
            return JSON.readTree(content);
        } catch (JacksonException e) {
            throw new UnreadableDocumentException("the %s is not JSON".formatted(type.what()));
        }
    }

    private static void requireVersion(DocumentType<?> type, JsonNode tree) {
        var version = tree.path("version");
        if (!version.isInt() || version.intValue() < 1) {
            throw new UnreadableDocumentException("the %s is not a document with a version".formatted(type.what()));
        }
        if (version.intValue() > type.version()) {
            throw new UnreadableDocumentException("the %s has version %s; this program reads versions up to %s"
                    .formatted(type.what(), version.intValue(), type.version()));
        }
        if (version.intValue() < type.oldest()) {
            throw new UnreadableDocumentException("the %s has version %s; this program reads versions from %s"
                    .formatted(type.what(), version.intValue(), type.oldest()));
        }
    }

    // Jackson's own words show the value, which may be a secret.
    private static String path(JacksonException e) {
        return e.getPath().stream()
                .map(part ->
                        part.getPropertyName() == null ? "[" + part.getIndex() + "]" : "." + part.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
