package io.elemental.seedimage.rules.links;

import java.util.Optional;
import java.util.stream.Stream;

/** What a link is for; how long it lives follows from that. */
public enum LinkUse {
    /** Somebody clicks on it. */
    BROWSER("browser", 0),
    /** Firmware or a boot loader reads the image once. */
    NETBOOT("netboot", 1),
    /** Virtual media: a management controller reads thousands of ranges for as long as an installation takes. */
    BMC("bmc", 2);

    private final String word;
    private final int code;

    LinkUse(String word, int code) {
        this.word = word;
        this.code = code;
    }

    public String word() {
        return word;
    }

    /** The number for it in links, of two bits. */
    int code() {
        return code;
    }

    public static Optional<LinkUse> parse(String word) {
        return Stream.of(values()).filter(use -> use.word.equals(word)).findFirst();
    }

    static Optional<LinkUse> ofCode(int code) {
        return Stream.of(values()).filter(use -> use.code == code).findFirst();
    }
}
