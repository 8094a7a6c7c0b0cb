package io.elemental.seedimage.builder;

import io.elemental.seedimage.overlay.Placeholder;
import io.elemental.seedimage.overlay.SlotSpec;
import io.elemental.seedimage.testing.ExternalCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small ISOs. */
public final class Isos {

    private Isos() {}

    /** An ISO with one small file in it, and nothing to boot. */
    public static Path tiny(Path folder) {
        return make(folder, "tiny.iso", root(folder, "tiny"));
    }

    /** An ISO that somebody prepared, with slots of this id. */
    static Path prepared(Path folder, String id, int cloudConfig) {
        var root = root(folder, "prepared");
        write(root.resolve("90-elemental-agent.yaml"), Placeholder.of(new SlotSpec("agent", 65536), id));
        write(root.resolve("cloud-config.yaml"), Placeholder.of(new SlotSpec("cloud-config", cloudConfig), id));
        return make(folder, "prepared.iso", root);
    }

    /** An ISO in which the placeholder of a slot lies about as an ordinary file. */
    static Path stray(Path folder, String id) {
        var root = root(folder, "stray");
        write(root.resolve("stray.yaml"), Placeholder.of(new SlotSpec("agent", 65536), id));
        return make(folder, "stray.iso", root);
    }

    private static Path root(Path folder, String name) {
        try {
            var root = Files.createDirectory(folder.resolve(name));
            Files.writeString(root.resolve("readme"), "An ISO for tests.\n");
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path make(Path folder, String name, Path root) {
        var target = name.equals("tiny.iso") ? "/" : "/iso-config";
        ExternalCommand.run(folder, "xorriso", "-no_rc", "-outdev", "stdio:" + name, "-map", root.toString(), target);
        return folder.resolve(name);
    }
}
