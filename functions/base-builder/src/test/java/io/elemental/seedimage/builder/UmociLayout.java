package io.elemental.seedimage.builder;

import io.elemental.seedimage.testing.ExternalCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A layout of OCI, with images that umoci makes. */
record UmociLayout(Path folder) {

    static UmociLayout in(Path parent) {
        var folder = parent.resolve("layout");
        ExternalCommand.run(parent, "umoci", "init", "--layout", folder.toString());
        return new UmociLayout(folder);
    }

    /** Adds an image with one ISO, in a layer of gzip. */
    UmociLayout with(String tag, String architecture, byte[] iso) {
        var content = folder.resolveSibling("content-" + tag);
        try {
            Files.write(Files.createDirectory(content).resolve("a.iso"), iso);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var image = "%s:%s".formatted(folder, tag);
        umoci("new", "--image", image);
        umoci("config", "--image", image, "--os=linux", "--architecture=" + architecture);
        umoci("insert", "--rootless", "--image", image, content.toString(), "/elemental-iso");
        return this;
    }

    private void umoci(String... words) {
        var command = new String[words.length + 1];
        command[0] = "umoci";
        System.arraycopy(words, 0, command, 1, words.length);
        ExternalCommand.run(folder, command);
    }
}
