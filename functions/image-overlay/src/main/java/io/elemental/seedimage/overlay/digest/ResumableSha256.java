package io.elemental.seedimage.overlay.digest;

import java.util.List;

/** SHA-256 (FIPS 180-4) that can stop after any whole block and go on later, elsewhere. */
public sealed interface ResumableSha256 permits JdkSha256, BouncyCastleSha256 {

    /** In bytes. */
    int BLOCK = 64;

    /** The state before any byte (FIPS 180-4 section 5.3.3). */
    DigestState INITIAL = new DigestState(
            0, List.of("6a09e667", "bb67ae85", "3c6ef372", "a54ff53a", "510e527f", "9b05688c", "1f83d9ab", "5be0cd19"));

    static ResumableSha256 start() {
        return resume(INITIAL);
    }

    /** Goes on behind the first {@link DigestState#offset} bytes. */
    static ResumableSha256 resume(DigestState state) {
        return JdkSha256.resume(state).orElseGet(() -> new BouncyCastleSha256(state));
    }

    void update(byte[] buffer, int offset, int length);

    /** What is needed to go on from here, which must be the end of a block. */
    DigestState state();

    /** The digest in lower-case hex; nothing can be added afterwards. */
    String hex();
}
