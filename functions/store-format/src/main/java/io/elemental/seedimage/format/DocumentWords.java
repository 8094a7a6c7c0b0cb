package io.elemental.seedimage.format;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * How values look in documents: enum constants by their word, times in RFC 3339 with seconds, sealed types as records.
 */
final class DocumentWords extends SimpleModule {

    DocumentWords() {
        addSerializer(
                Instant.class,
                serializer(
                        Instant.class,
                        time -> time.truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    <E extends Enum<E>> DocumentWords words(Class<E> type, Function<E, String> word) {
        addSerializer(type, serializer(type, word));
        var byWord = Stream.of(type.getEnumConstants()).collect(Collectors.toMap(word, constant -> constant));
        addDeserializer(type, new StdDeserializer<E>(type) {
            @Override
            public E deserialize(JsonParser parser, DeserializationContext context) {
                var constant = byWord.get(parser.getString());
                return constant != null
                        ? constant
                        : type.cast(context.handleWeirdStringValue(type, parser.getString(), "no such word"));
            }
        });
        return this;
    }

    /** Values of a type that is no record are written and read as a record. */
    <T, D extends Record> DocumentWords record(
            Class<T> type, Class<D> record, Function<T, D> write, Function<D, T> read) {
        addSerializer(type, new StdSerializer<T>(type) {
            @Override
            public void serialize(T value, JsonGenerator json, SerializationContext context) {
                context.writeValue(json, write.apply(value));
            }
        });
        addDeserializer(type, new StdDeserializer<T>(type) {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) {
                return read.apply(context.readValue(parser, record));
            }
        });
        return this;
    }

    /** KEY_MISSING is written KeyMissing. */
    static String camel(Enum<?> constant) {
        return Stream.of(constant.name().split("_", -1))
                .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static <T> StdSerializer<T> serializer(Class<T> type, Function<T, String> word) {
        return new StdSerializer<T>(type) {
            @Override
            public void serialize(T value, JsonGenerator json, SerializationContext context) {
                json.writeString(word.apply(value));
            }
        };
    }
}
