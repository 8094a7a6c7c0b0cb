package io.elemental.seedimage.builder.pull;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** Takes the entries of a tar, one after the other. */
@FunctionalInterface
interface TarEntries {

    /** Takes an entry with its bytes. */
    void take(TarArchiveEntry entry, InputStream bytes) throws IOException;
}
