package io.elemental.seedimage.testing;

import io.elemental.seedimage.rules.store.PutOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Keys and bytes for tests of stores. */
final class Samples {

    /** More than any object has that a test reads whole, in bytes. */
    static final int LIMIT = 64 * 1024 * 1024;

    private Samples() {}

    /** A key that nobody else has. */
    static String key() {
        return "contract/" + UUID.randomUUID();
    }

    /** Always the same bytes for the same seed. */
    static byte[] bytes(long seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] range(byte[] content, int offset, int length) {
        return Arrays.copyOfRange(content, offset, offset + length);
    }

    static String written(PutOutcome outcome) {
        if (outcome instanceof PutOutcome.Written(var etag)) {
            return etag;
        }
        throw new AssertionError("not written: " + outcome);
    }

    static List<String> oddNames() {
        return List.of(
                "a b", "a+b", "a%2Fb", "a&b=c", "a'b\"c", "a<b>", "a;b,c", "(a)*!~", "a:b@c", "\u00e4\u20ac", "a#b?c");
    }
}
