package io.elemental.seedimage.overlay;

import io.elemental.seedimage.overlay.digest.DigestState;
import io.elemental.seedimage.overlay.digest.ResumableSha256;
import java.io.IOException;

/** The SHA-256 of an image's bytes, without reading those in front of its first slot. */
public final class ImageDigest {

    private static final int BUFFER = 128 * 1024;

    private ImageDigest() {}

    /**
     * Lower-case hex.
     *
     * @param state of the image's base
     */
    public static String resume(DigestState state, OverlaidImage image) throws IOException {
        var digest = ResumableSha256.resume(state);
        var buffer = new byte[BUFFER];
        try (var rest = image.open(new ByteRange(state.offset(), image.size() - state.offset()))) {
            for (var count = rest.read(buffer); count >= 0; count = rest.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return digest.hex();
    }
}
