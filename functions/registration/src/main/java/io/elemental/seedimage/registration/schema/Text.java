package io.elemental.seedimage.registration.schema;

import java.util.List;
import java.util.Map;

/** Numbers and booleans are taken as they are written. */
record Text() implements Shape {
    @Override
    public String expected() {
        return "text";
    }

    @Override
    public boolean takes(Object value) {
        return !(value instanceof Map) && !(value instanceof List);
    }
}
