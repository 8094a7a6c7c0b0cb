package io.elemental.seedimage.builder;

import io.elemental.seedimage.builder.common.UsageException;
import io.elemental.seedimage.format.GrantDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.Supplier;

/** The grant as its file says it now: URLs end with the credentials that signed them, and may be renewed meanwhile. */
final class RenewedGrant implements Supplier<GrantDocument> {

    private final Path file;
    private GrantDocument newest;
    private FileTime readFrom;

    private RenewedGrant(Path file, GrantDocument first, FileTime readFrom) {
        this.file = file;
        this.newest = first;
        this.readFrom = readFrom;
    }

    static RenewedGrant of(Path file) {
        var changed = changedAt(file);
        return new RenewedGrant(file, GrantFile.read(file), changed);
    }

    /** One that cannot be read, or is of another build, does not count. */
    @Override
    public synchronized GrantDocument get() {
        var changed = changedAt(file);
        if (!changed.equals(readFrom)) {
            readFrom = changed;
            try {
                var read = GrantFile.read(file);
                newest = isLike(read, newest) ? read : newest;
            } catch (UsageException _) {
                return newest;
            }
        }
        return newest;
    }

    private static boolean isLike(GrantDocument one, GrantDocument other) {
        return one.build().equals(other.build())
                && one.partSize() == other.partSize()
                && one.parts().size() == other.parts().size();
    }

    private static FileTime changedAt(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException _) {
            return FileTime.fromMillis(0);
        }
    }
}
