package io.elemental.seedimage.download.answers;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Objects of few fields as JSON, in the order given. */
public final class Json {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    public static String of(Map<String, Object> fields) {
        return MAPPER.writeValueAsString(fields);
    }
}
