package io.elemental.seedimage.builder.slots;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The digest that isomd5sum implants in the space for applications of an ISO's volume descriptor. It is over the whole
 * image, so it cannot be right for images that differ in their slots.
 */
final class MediaCheck {

    private static final int APPLICATION_USE = 16 * Iso9660.SECTOR + 883;
    private static final int LENGTH = 512;
    private static final String BEGIN = "ISO MD5SUM = ";

    private MediaCheck() {}

    static boolean isIn(Path image) {
        try (var bytes = ImageBytes.open(image)) {
            return StandardCharsets.ISO_8859_1
                    .decode(bytes.at(APPLICATION_USE, LENGTH))
                    .toString()
                    .contains(BEGIN);
        }
    }

    /**
     * What to note of a base, as far as it has to do with media checks.
     *
     * @param source whether its source has one
     * @param base whether the base itself has one; where xorriso wrote it, it has not
     */
    static Optional<String> note(boolean source, boolean base) {
        if (base) {
            return Optional.of("has an implanted media check (isomd5sum), which fails on every image made of it: boot"
                    + " without rd.live.check, or take an ISO without one");
        }
        return source
                ? Optional.of("lost the media check that its source has implanted (isomd5sum): a check of the medium"
                        + " finds nothing to compare with")
                : Optional.empty();
    }
}
