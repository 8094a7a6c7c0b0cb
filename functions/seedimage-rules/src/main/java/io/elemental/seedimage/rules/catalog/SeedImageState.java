package io.elemental.seedimage.rules.catalog;

/** {@code status.state}, in the words of elemental-operator. */
public enum SeedImageState {
    INITIALIZED("Initialized"),
    STARTED("Started"),
    COMPLETED("Completed"),
    FAILED("Failed"),
    NOT_STARTED("NotStarted");

    private final String word;

    SeedImageState(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
