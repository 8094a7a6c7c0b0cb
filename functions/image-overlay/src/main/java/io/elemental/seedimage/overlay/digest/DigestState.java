package io.elemental.seedimage.overlay.digest;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 (FIPS 180-4) after a number of whole blocks.
 *
 * @param offset how many bytes went in; a multiple of 64
 * @param words the eight chaining words, each as 8 hex digits
 */
public record DigestState(long offset, List<String> words) {

    static final int WORDS = 8;

    public DigestState {
        words = List.copyOf(words);
    }

    static DigestState of(long offset, int[] words) {
        var hex = HexFormat.of();
        return new DigestState(
                offset, Arrays.stream(words).mapToObj(hex::toHexDigits).toList());
    }

    int[] toInts() {
        return words.stream().mapToInt(HexFormat::fromHexDigits).toArray();
    }
}
