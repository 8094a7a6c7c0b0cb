package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.registration.JsonType;
import java.math.BigDecimal;

/** Fractions are cut off; both limits are possible values. */
record Whole(BigDecimal least, BigDecimal most) implements Shape {
    @Override
    public String expected() {
        return "a number from %s to %s, not in quotes".formatted(least.toPlainString(), most.toPlainString());
    }

    @Override
    public boolean takes(Object value) {
        if (!(value instanceof Number)) {
            return false;
        }
        var number = new BigDecimal(value.toString());
        return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
    }

    @Override
    public String found(Object value) {
        return value instanceof Number ? "another number" : JsonType.of(value);
    }
}
