package io.elemental.seedimage.cluster.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads answers token by token. The limits are above those of the API server, which accepts 3 MiB and 10,000 levels: no
 * object that it accepted may stop the reading of a list with objects of others.
 */
final class Answers {

    // Without a table of names, nobody can choose names that collide in it.
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1_000_000)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final Part CONTINUE = Part.of("continue");

    private Answers() {}

    static ReadObject object(InputStream answer, Part part) throws IOException {
        return reading(answer, parser -> {
            require(parser, JsonToken.START_OBJECT);
            return ObjectReading.read(parser, part);
        });
    }

    /**
     * Reads one object after the other, whatever is in the others.
     *
     * @return the token that the next page begins with; empty after the last
     */
    static String list(InputStream answer, Part part, Consumer<ReadObject> each) throws IOException {
        return reading(answer, parser -> {
            require(parser, JsonToken.START_OBJECT);
            var next = "";
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                var value = parser.nextToken();
                if (name.equals("items") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        each.accept(ObjectReading.read(parser, part));
                    }
                } else if (name.equals("metadata") && value == JsonToken.START_OBJECT) {
                    var token = ObjectReading.read(parser, CONTINUE).values().get("continue");
                    next = token == null ? "" : token.toString();
                } else {
                    parser.skipChildren();
                }
            }
            return next;
        });
    }

    /** Reads a watch. Reports its beginning, and every event, whatever is in it. */
    static void events(InputStream answer, Runnable each) throws IOException {
        each.run();
        var _ = reading(answer, parser -> {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                parser.skipChildren();
                each.run();
            }
            return true;
        });
    }

    private static void require(JsonParser parser, JsonToken first) throws IOException {
        if (parser.nextToken() != first) {
            throw new IOException("the answer is not an object");
        }
    }

    private static <T> T reading(InputStream answer, Reading<T> reading) throws IOException {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), answer)) {
            return reading.of(parser);
        } catch (JacksonException e) {
            throw new IOException("the answer ends too soon, or is no JSON", e);
        }
    }

    private interface Reading<T> {
        T of(JsonParser parser) throws IOException;
    }
}
