package io.elemental.seedimage.overlay;

import java.util.List;

/**
 * SHA-256 (FIPS 180-4) after a number of whole blocks.
 *
 * @param offset how many bytes went in; a multiple of 64
 * @param words the eight chaining words, each as 8 hex digits
 */
public record DigestState(long offset, List<String> words) {

    public DigestState {
        words = List.copyOf(words);
    }
}
