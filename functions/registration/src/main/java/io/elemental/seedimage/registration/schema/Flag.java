package io.elemental.seedimage.registration.schema;

import java.util.Set;

/** True or false, in the words of YAML 1.1. */
record Flag() implements Shape {
    private static final Set<String> WORDS =
            Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO", "off", "Off", "OFF");

    @Override
    public String expected() {
        return "true or false, not in quotes";
    }

    @Override
    public boolean takes(Object value) {
        return value instanceof Boolean || (value instanceof String word && WORDS.contains(word));
    }
}
