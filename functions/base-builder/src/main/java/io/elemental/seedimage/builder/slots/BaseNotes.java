package io.elemental.seedimage.builder.slots;

import io.elemental.seedimage.builder.common.Redacted;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What whoever uses a base should know of it, though it is one. */
public final class BaseNotes {

    private static final int MOST = 10;

    private BaseNotes() {}

    /** Whether the source has what will not survive, to be asked before slots are added. */
    public static boolean hasMediaCheck(Path source) {
        return MediaCheck.isIn(source);
    }

    /**
     * The notes, each a sentence about the base without subject and full stop.
     *
     * @param checked what {@link #hasMediaCheck} said of the source
     */
    public static List<String> of(Path image, boolean checked) {
        return Stream.concat(MediaCheck.note(checked, MediaCheck.isIn(image)).stream(), BootFolder.notes(image))
                .map(Redacted::words)
                .limit(MOST)
                .toList();
    }
}
