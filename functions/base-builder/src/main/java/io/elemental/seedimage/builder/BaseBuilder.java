package io.elemental.seedimage.builder;

/** Makes one prepared base from one source. */
public final class BaseBuilder {

    private BaseBuilder() {}

    public static void main(String[] args) {
        System.exit(2);
    }
}
