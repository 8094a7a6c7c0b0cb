package io.elemental.seedimage.rules.links;

import io.elemental.seedimage.rules.ImageType;

/** The last segment of a link's path: it ends as clients expect of an image, and is short, since BMCs cut URLs. */
public final class LinkName {

    /** So that a URL with a host of 60 characters has less than 200. */
    private static final int LIMIT = 14;

    private LinkName() {}

    /** Made of the SeedImage's name: letters, digits, dots and dashes. */
    public static String of(String seedImage, ImageType type) {
        var cut = seedImage.length() <= LIMIT ? seedImage : seedImage.substring(0, LIMIT);
        return cut.replaceFirst("[.-]+$", "") + "." + type.word();
    }
}
