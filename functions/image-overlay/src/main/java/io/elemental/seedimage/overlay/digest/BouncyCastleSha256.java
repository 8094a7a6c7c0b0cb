package io.elemental.seedimage.overlay.digest;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHA256Digest;

/** SHA-256 by Bouncy Castle, whose state can be read and set. */
final class BouncyCastleSha256 implements ResumableSha256 {

    // Where its encoded state has the byte count and the chaining words; no words of a block are pending at a block's
    // border, and the last byte says what the digest is for: anything.
    private static final int BYTE_COUNT_AT = 8;
    private static final int WORDS_AT = 16;
    private static final int ENCODED_LENGTH = WORDS_AT + Integer.BYTES * DigestState.WORDS + Integer.BYTES + 1;

    private final SHA256Digest digest;

    BouncyCastleSha256(DigestState state) {
        var encoded = ByteBuffer.allocate(ENCODED_LENGTH);
        encoded.putLong(BYTE_COUNT_AT, state.offset());
        encoded.position(WORDS_AT).asIntBuffer().put(state.toInts());
        digest = new SHA256Digest(encoded.array());
    }

    @Override
    public void update(byte[] buffer, int offset, int length) {
        digest.update(buffer, offset, length);
    }

    @Override
    public DigestState state() {
        var encoded = ByteBuffer.wrap(digest.getEncodedState());
        var words = new int[DigestState.WORDS];
        encoded.position(WORDS_AT).asIntBuffer().get(words);
        return DigestState.of(encoded.getLong(BYTE_COUNT_AT), words);
    }

    @Override
    public String hex() {
        var result = new byte[digest.getDigestSize()];
        digest.doFinal(result, 0);
        return HexFormat.of().formatHex(result);
    }
}
