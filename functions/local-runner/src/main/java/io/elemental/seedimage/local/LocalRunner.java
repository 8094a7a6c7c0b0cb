package io.elemental.seedimage.local;

/** Everything on a laptop. */
public final class LocalRunner {

    private LocalRunner() {}

    public static void main(String[] args) {
        System.exit(2);
    }
}
