package io.elemental.seedimage.rules.store;

/** What a rule of stores is for. */
public enum StoreNeed {
    /** Without it nothing is written: two that write at once would lose what one of them wrote. */
    WRITING("everything"),
    /** Without it every image is proxied. */
    REDIRECTS("redirects"),
    BUILDS("base builds"),
    CLEANING("clean-up");

    private final String word;

    StoreNeed(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
