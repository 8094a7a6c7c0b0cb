package io.elemental.seedimage.rules.links;

import java.util.Optional;

/** What a link is for; how long it lives follows from that. */
public enum LinkUse {
    /** Somebody clicks on it. */
    BROWSER("browser"),
    /** Firmware or a boot loader reads the image once. */
    NETBOOT("netboot"),
    /** Virtual media: a management controller reads thousands of ranges for as long as an installation takes. */
    BMC("bmc");

    private final String word;

    LinkUse(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<LinkUse> parse(String word) {
        for (var use : values()) {
            if (use.word.equals(word)) {
                return Optional.of(use);
            }
        }
        return Optional.empty();
    }
}
