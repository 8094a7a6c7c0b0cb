package io.elemental.seedimage.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes ISOs of the form that Elemental's own have: one squashfs, a kernel, and an appended EFI partition, readable as
 * a whole disk and as partition 1. Needs xorriso, mkfs.vfat and mtools. Equal arguments make equal bytes.
 */
public final class ElementalIso {

    private static final long SEED = 1104;
    private static final int MIB = 1024 * 1024;
    private static final int MARK = 512;
    private static final String LOADER = "boot/x86_64/loader/";

    private ElementalIso() {}

    /**
     * Makes an ISO, in a folder that holds its parts meanwhile.
     *
     * @param payloadBytes of the squashfs, which holds nothing that could be mounted
     * @param efiBytes of the EFI partition, at least 1 MiB
     */
    public static Path make(Path target, long payloadBytes, long efiBytes) {
        return make(target, payloadBytes, efiBytes, MARK);
    }

    /** The same, but nothing of its squashfs can be compressed, as in a real one. */
    public static Path makeDense(Path target, long payloadBytes, long efiBytes) {
        return make(target, payloadBytes, efiBytes, MIB);
    }

    private static Path make(Path target, long payloadBytes, long efiBytes, int dense) {
        try {
            var parts = Files.createTempDirectory(target.toAbsolutePath().getParent(), "iso");
            var root = parts.resolve("root");
            Files.createDirectories(root.resolve(LOADER));
            Files.createDirectories(root.resolve("EFI/BOOT"));
            fill(root.resolve(LOADER + "rootfs.squashfs"), payloadBytes, dense);
            fill(root.resolve(LOADER + "linux"), 64 * 1024);
            fill(root.resolve(LOADER + "initrd"), 128 * 1024);
            fill(root.resolve("EFI/BOOT/bootx64.efi"), 48 * 1024);
            Files.writeString(root.resolve("EFI/BOOT/grub.cfg"), grub());
            efi(parts, root, efiBytes);
            iso(parts, target);
            ExternalCommand.removeAll(parts);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + target, e);
        }
    }

    private static String grub() {
        return """
                menuentry "Elemental" {
                  linux /boot/x86_64/loader/linux cdroot root=live:CDLABEL=COS_LIVE rd.live.dir=/boot/x86_64/loader \
                rd.live.squashimg=rootfs.squashfs elemental.disable elemental.setup=/run/initramfs/live/iso-config
                  initrd /boot/x86_64/loader/initrd
                }
                """;
    }

    private static void fill(Path file, long length) throws IOException {
        fill(file, length, MARK);
    }

    /**
     * Something that is nowhere else at the beginning of every MiB and at the end; zeros, which cost no disk, between.
     */
    private static void fill(Path file, long length, int dense) throws IOException {
        var random = new Random(SEED + length);
        var mark = new byte[dense];
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (var at = 0L; at + mark.length <= length; at += MIB) {
                random.nextBytes(mark);
                channel.write(ByteBuffer.wrap(mark), at);
            }
            channel.write(ByteBuffer.wrap("!".getBytes(StandardCharsets.US_ASCII)), length - 1);
        }
    }

    private static void efi(Path parts, Path root, long efiBytes) throws IOException {
        var image = parts.resolve("uefi.img");
        fill(image, efiBytes);
        ExternalCommand.run(parts, "mkfs.vfat", "-n", "COS_GRUB", "--invariant", image.toString());
        ExternalCommand.run(
                parts,
                "mcopy",
                "-s",
                "-i",
                image.toString(),
                root.resolve("EFI").toString(),
                "::");
    }

    private static void iso(Path parts, Path target) {
        var command = new ArrayList<>(List.of("xorriso", "-no_rc", "-volid", "COS_LIVE", "-padding", "0"));
        command.addAll(List.of("-outdev", "stdio:" + target.toAbsolutePath()));
        command.addAll(List.of("-map", "root", "/", "-chmod", "0755", "--"));
        command.addAll(List.of("-chown_r", "0", "/", "--", "-chgrp_r", "0", "/", "--"));
        var time = "=" + ExternalCommand.SOURCE_DATE_EPOCH;
        command.addAll(List.of("-alter_date_r", "b-c", time, "/", "--", "-alter_date_r", "c", time, "/", "--"));
        command.addAll(List.of("-append_partition", "2", "0xef", "uefi.img"));
        for (var boot : List.of(
                "cat_path=/boot/boot.catalog",
                "cat_hidden=on",
                "efi_path=--interval:appended_partition_2:all::",
                "platform_id=0xef",
                "appended_part_as=gpt",
                "partition_offset=16")) {
            command.addAll(List.of("-boot_image", "any", boot));
        }
        ExternalCommand.run(parts, command.toArray(String[]::new));
    }
}
