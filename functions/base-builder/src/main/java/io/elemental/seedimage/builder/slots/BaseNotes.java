package io.elemental.seedimage.builder.slots;

import java.nio.file.Path;
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
     * @param platform that it is for, as in "linux/amd64"
     * @param checked what {@link #hasMediaCheck} said of the source
     */
    public static Stream<String> of(Path image, String platform, boolean checked) {
        return Stream.of(
                        MediaCheck.note(checked, MediaCheck.isIn(image)).stream(),
                        BootLoaders.note(image, platform).stream(),
                        BootFolder.notes(image))
                .flatMap(notes -> notes)
                .limit(MOST);
    }
}
