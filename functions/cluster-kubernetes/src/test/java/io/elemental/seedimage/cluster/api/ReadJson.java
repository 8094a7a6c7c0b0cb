package io.elemental.seedimage.cluster.api;

/** Objects as an answer would have them. */
public final class ReadJson {

    private static final Part EVERYTHING = Part.of("metadata.*", "spec.*", "status");

    private ReadJson() {}

    public static ReadObject whole(String json) {
        return ReadObject.of(json, EVERYTHING);
    }

    public static ReadObject part(String json, Part part) {
        return ReadObject.of(json, part);
    }
}
