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

    /** An ISO as grub-mkrescue makes them by default for BIOS and UEFI: with MBR, GPT, APM and HFS+ at once. */
    static Path grubMkrescue(Path folder) {
        var root = root(folder, "rescue");
        write(root.resolve("eltorito.img"), new byte[4096]);
        write(root.resolve("efi.img"), new byte[1440 * 1024]);
        write(root.resolve("boot.efi"), new byte[1000]);
        write(root.resolve("payload"), new byte[2_000_000]);
        write(folder.resolve("boot_hybrid.img"), new byte[512]);
        ExternalCommand.run(
                folder,
                "xorriso",
                "-as",
                "mkisofs",
                "-b",
                "eltorito.img",
                "-no-emul-boot",
                "-boot-load-size",
                "4",
                "-boot-info-table",
                "--grub2-boot-info",
                "--grub2-mbr",
                "boot_hybrid.img",
                "-hfsplus",
                "-apm-block-size",
                "2048",
                "-hfs-bless-by",
                "i",
                "/boot.efi",
                "--efi-boot",
                "efi.img",
                "-efi-boot-part",
                "--efi-boot-image",
                "--protective-msdos-label",
                "-r",
                "-o",
                "rescue.iso",
                root.toString());
        return folder.resolve("rescue.iso");
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
