package io.elemental.seedimage.registration.schema;

import org.jspecify.annotations.Nullable;

/** Text that the boot tool renders as a Go template. */
public record TemplateText() implements Shape {

    private static final Shape TEXT = new Text();
    private static final String OPENING = "{{";

    /** Text that is rendered as this text. */
    public static String literal(String text) {
        return text.replace(OPENING, "{{`{{`}}");
    }

    static boolean isTemplate(String text) {
        return text.contains(OPENING);
    }

    @Override
    public String expected() {
        return TEXT.expected();
    }

    @Override
    public boolean takes(Object value) {
        return TEXT.takes(value);
    }

    @Override
    public @Nullable Object escaped(@Nullable Object value) {
        return value instanceof String text ? literal(text) : value;
    }
}
