package io.elemental.seedimage.cluster.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;

/**
 * Reads one object, token by token. Skips values beyond the limits without recursion, so that all values behind them
 * are read, and so are the next objects of a list.
 */
final class ObjectReading {

    /** How deep a field that is read whole may be nested. The files made from it have the same limit. */
    static final int DEEPEST = 100;

    /** How many values a field may have. A file that fits into an image has fewer. */
    static final int MOST_VALUES = 65_536;

    /** How long a number may be, in characters. The API server writes numbers of at most 64 bits. */
    static final int LONGEST_NUMBER = 100;

    private final JsonParser parser;
    private final TokenStreamContext outside;
    private @Nullable String problem;
    private String field = "";
    private int values;

    private ObjectReading(JsonParser parser) {
        this.parser = parser;
        this.outside = parser.streamReadContext().getParent();
    }

    /** @param parser at the beginning of an object; it is at its end afterwards */
    static ReadObject read(JsonParser parser, Part part) {
        var reading = new ObjectReading(parser);
        var fields = reading.fields(part);
        return new ReadObject(fields, Optional.ofNullable(reading.problem));
    }

    private Map<String, @Nullable Object> fields(Part part) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            var wanted = part.field(name);
            if (wanted.isPresent()) {
                fields.put(name, part(wanted.get()));
            } else {
                parser.skipChildren();
            }
        }
        return fields;
    }

    private @Nullable Object part(Part part) {
        if (!part.whole() && parser.currentToken() == JsonToken.START_OBJECT) {
            return fields(part);
        }
        field = where();
        values = 0;
        return value(0);
    }

    private @Nullable Object value(int depth) {
        if (++values > MOST_VALUES) {
            return refused(() -> "%s has more than %s values".formatted(field, MOST_VALUES));
        }
        return switch (parser.currentToken()) {
            case START_OBJECT, START_ARRAY ->
                depth > DEEPEST
                        ? refused(() -> "%s is nested deeper than %s levels".formatted(where(), DEEPEST))
                        : parser.currentToken() == JsonToken.START_OBJECT ? object(depth) : list(depth);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private Map<String, @Nullable Object> object(int depth) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            var value = value(depth + 1);
            if (values <= MOST_VALUES) {
                object.put(name, value);
            }
        }
        return object;
    }

    private List<@Nullable Object> list(int depth) {
        var list = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            var value = value(depth + 1);
            if (values <= MOST_VALUES) {
                list.add(value);
            }
        }
        return list;
    }

    private @Nullable Object number() {
        if (parser.getStringLength() > LONGEST_NUMBER) {
            var length = parser.getStringLength();
            return refused(() -> "%s is a number of %s characters; at most %s can be read"
                    .formatted(where(), length, LONGEST_NUMBER));
        }
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            return Double.valueOf(parser.getString());
        }
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? parser.getBigIntegerValue()
                : Long.valueOf(parser.getLongValue());
    }

    private @Nullable Object refused(Supplier<String> sentence) {
        problem = problem == null ? sentence.get() : problem;
        parser.skipChildren();
        return null;
    }

    private String where() {
        var inside = parser.streamReadContext();
        return FieldsTo.path(parser.currentToken().isStructStart() ? inside.getParent() : inside, outside);
    }
}
