package io.elemental.seedimage.rules;

import java.util.Optional;

/** What kind of file an image is. */
public enum ImageType {
    ISO("iso", "application/x-iso9660-image"),
    RAW("raw", "application/octet-stream");

    private final String word;
    private final String mediaType;

    ImageType(String word, String mediaType) {
        this.word = word;
        this.mediaType = mediaType;
    }

    /** The word for it in requests, documents and file names. */
    public String word() {
        return word;
    }

    public String mediaType() {
        return mediaType;
    }

    public static Optional<ImageType> parse(String word) {
        for (var type : values()) {
            if (type.word.equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
