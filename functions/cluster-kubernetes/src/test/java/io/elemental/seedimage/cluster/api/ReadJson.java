package io.elemental.seedimage.cluster.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Objects as an answer would have them. */
public final class ReadJson {

    private static final Part EVERYTHING = Part.of("metadata.*", "spec.*", "status");

    private ReadJson() {}

    public static ReadObject whole(String json) {
        return part(json, EVERYTHING);
    }

    public static ReadObject part(String json, Part part) {
        try {
            return Answers.object(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
