package io.elemental.seedimage.rules;

/** The name that a downloaded image gets. */
public final class FileName {

    private static final int LIMIT = 60;

    private FileName() {}

    /**
     * {@code <registration>-<seedimage>-<amd64|arm64>.<iso|raw>}, each name cut to 60 characters; no colon, which
     * Windows refuses.
     */
    public static String of(ResourceRef registration, String seedImage, Variant variant) {
        return "%s-%s-%s.%s"
                .formatted(
                        cut(registration.name()),
                        cut(seedImage),
                        variant.platform().architecture(),
                        variant.type().word());
    }

    private static String cut(String name) {
        return name.length() <= LIMIT ? name : name.substring(0, LIMIT);
    }
}
