package io.elemental.seedimage.overlay;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.SHA256Digest;

/** SHA-256 (FIPS 180-4) that can stop after any whole block and go on later, elsewhere. */
final class ResumableSha256 {

    static final int BLOCK = 64;

    private static final int WORDS = 8;
    private static final HexFormat HEX = HexFormat.of();

    // Where Bouncy Castle's encoded state has the byte count and the chaining words; no words of a block are pending
    // at a block's border, and the last byte says what the digest is for: anything.
    private static final int BYTE_COUNT_AT = 8;
    private static final int WORDS_AT = 16;
    private static final int ENCODED_LENGTH = WORDS_AT + 4 * WORDS + 4 + 1;

    private final SHA256Digest digest;

    ResumableSha256() {
        digest = new SHA256Digest();
    }

    /** Goes on behind the first {@link DigestState#offset} bytes. */
    ResumableSha256(DigestState state) {
        var encoded = ByteBuffer.allocate(ENCODED_LENGTH);
        encoded.putLong(BYTE_COUNT_AT, state.offset());
        for (var i = 0; i < WORDS; i++) {
            encoded.putInt(
                    WORDS_AT + 4 * i, HexFormat.fromHexDigits(state.words().get(i)));
        }
        digest = new SHA256Digest(encoded.array());
    }

    void update(byte[] buffer, int offset, int length) {
        digest.update(buffer, offset, length);
    }

    /** What is needed to go on from here, which must be the end of a block. */
    DigestState state() {
        var encoded = ByteBuffer.wrap(digest.getEncodedState());
        var words = Stream.iterate(WORDS_AT, at -> at + 4)
                .limit(WORDS)
                .map(at -> HEX.toHexDigits(encoded.getInt(at)))
                .toList();
        return new DigestState(encoded.getLong(BYTE_COUNT_AT), List.copyOf(words));
    }

    /** The digest in lower-case hex; nothing can be added afterwards. */
    String hex() {
        var result = new byte[digest.getDigestSize()];
        digest.doFinal(result, 0);
        return HEX.formatHex(result);
    }
}
