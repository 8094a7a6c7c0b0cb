package io.elemental.seedimage.overlay;

import io.elemental.seedimage.overlay.digest.DigestState;
import io.elemental.seedimage.overlay.digest.ResumableSha256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the slots of a base and computes its digests in one pass, in the memory of one buffer. Fails with
 * {@link BadSlotsException}.
 */
public final class ScanBase {

    private static final int WINDOW = 64 * 1024;

    /** The digest stays this far behind, so that it can stop in front of a slot whose marker has just been read. */
    private static final int LAG =
            ResumableSha256.BLOCK * (2 + (Placeholder.PREFIX.length + Placeholder.MAX_REST) / ResumableSha256.BLOCK);

    private final String build;
    private final MarkerScan scan;
    private final ResumableSha256 digest = ResumableSha256.start();
    private final byte[] window = new byte[WINDOW];
    private int filled;
    private long windowStart;
    private @Nullable DigestState state;

    /**
     * @param build name of the build
     * @param slots that the base must have, each once, and no other
     * @param id of the placeholders, 32 hex digits
     */
    public ScanBase(String build, List<SlotSpec> slots, String id) {
        this.build = build;
        this.scan = new MarkerScan(slots, id);
    }

    /** Takes the next bytes of the base. */
    public void update(byte[] buffer, int offset, int length) {
        for (var done = 0; done < length; ) {
            var count = Math.min(length - done, WINDOW - filled);
            System.arraycopy(buffer, offset + done, window, filled, count);
            scan.update(window, filled, count);
            filled += count;
            done += count;
            keepState();
            if (filled == WINDOW) {
                digest(WINDOW - LAG);
            }
        }
    }

    /** Says that the base ends here. */
    public PreparedBase finish() {
        var slots = scan.finish();
        var size = windowStart + filled;
        digest(filled);
        return new PreparedBase(
                build,
                size,
                digest.hex(),
                slots,
                state == null ? ResumableSha256.start().state() : state);
    }

    private void keepState() {
        if (state == null && !scan.found().isEmpty()) {
            var first = scan.found().getFirst().offset();
            digest((int) (first - first % ResumableSha256.BLOCK - windowStart));
            state = digest.state();
        }
    }

    /** Digests the first bytes of the window and moves the others to its front. */
    private void digest(int count) {
        digest.update(window, 0, count);
        System.arraycopy(window, count, window, 0, filled - count);
        filled -= count;
        windowStart += count;
    }
}
