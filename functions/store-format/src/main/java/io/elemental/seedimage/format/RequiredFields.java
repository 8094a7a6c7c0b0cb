package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.catalog.CatalogVariant;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds what a document lacks: every component of its record that is not {@link Nullable} must be there. */
final class RequiredFields {

    /** What stands in documents for a type that is no record. */
    private static final Map<Class<?>, Class<?>> RECORDS = Map.of(CatalogVariant.class, VariantDocument.class);

    private RequiredFields() {}

    /** The path of the first missing field, say "variants[1].fileName". */
    static Optional<String> firstMissing(Class<?> type, JsonNode document) {
        return missing(type, document).findFirst();
    }

    private static Stream<String> missing(Class<?> type, JsonNode object) {
        return Stream.of(type.getRecordComponents())
                .flatMap(component -> missing(component, object.path(component.getName())));
    }

    private static Stream<String> missing(RecordComponent component, JsonNode value) {
        var name = component.getName();
        if (value.isMissingNode() || value.isNull()) {
            return component.getAnnotatedType().isAnnotationPresent(Nullable.class) ? Stream.of() : Stream.of(name);
        }
        if (value.isArray()) {
            return elementType(component.getGenericType()).stream()
                    .flatMap(element -> IntStream.range(0, value.size())
                            .boxed()
                            .flatMap(index -> missing(element, value.get(index))
                                    .map(path -> "%s[%s].%s".formatted(name, index, path))));
        }
        return component.getType().isRecord()
                ? missing(component.getType(), value).map(path -> name + "." + path)
                : Stream.of();
    }

    /** What a list of records is a list of. */
    private static Optional<Class<?>> elementType(Type type) {
        return type instanceof ParameterizedType list && list.getActualTypeArguments()[0] instanceof Class<?> element
                ? Optional.<Class<?>>of(RECORDS.getOrDefault(element, element)).filter(Class::isRecord)
                : Optional.empty();
    }
}
