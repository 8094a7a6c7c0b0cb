package io.elemental.seedimage.rules.catalog;

/** How far one image of a SeedImage is. */
public enum VariantState {
    PREPARING("Preparing"),
    READY("Ready"),
    FAILED("Failed"),
    EXPIRED("Expired");

    private final String word;

    VariantState(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
