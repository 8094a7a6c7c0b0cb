package io.elemental.seedimage.builder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A layer in the making. */
final class Tars {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

    Tars() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    /** A layer with an ISO where Elemental has it. */
    static byte[] withIso(String name, byte[] iso) {
        return new Tars()
                .folder("elemental-iso")
                .file("elemental-iso/" + name, iso)
                .bytes();
    }

    Tars file(String name, byte[] content) {
        var entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        return put(entry, content);
    }

    Tars file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Tars folder(String name) {
        return put(new TarArchiveEntry(name + "/", true), new byte[0]);
    }

    Tars hardLink(String name, String target) {
        return link(name, target, TarConstants.LF_LINK);
    }

    Tars symbolicLink(String name, String target) {
        return link(name, target, TarConstants.LF_SYMLINK);
    }

    /** What is neither file, folder nor link. */
    Tars pipe(String name) {
        return link(name, "", TarConstants.LF_FIFO);
    }

    /** What GNU's tar writes before an entry with a long name. */
    Tars longName(byte[] name) {
        var entry = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
        entry.setSize(name.length);
        return put(entry, name);
    }

    private Tars link(String name, String target, byte kind) {
        var entry = new TarArchiveEntry(name, kind, true);
        entry.setLinkName(target);
        return put(entry, new byte[0]);
    }

    private Tars put(TarArchiveEntry entry, byte[] content) {
        entry.setModTime(0); // the same bytes, whenever they are made
        try {
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        try {
            tar.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
