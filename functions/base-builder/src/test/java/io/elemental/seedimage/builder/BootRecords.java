package io.elemental.seedimage.builder;

import io.elemental.seedimage.testing.ExternalCommand;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What xorriso reports of the boot records and partitions of an ISO. */
record BootRecords(Path iso, List<String> report) {

    private static final int SECTOR = 2048;
    private static final int BLOCK = 512;

    /** Where an image that wants it is told its own place and checksum. */
    private static final int INFO_TABLE = 8;

    private static final int INFO_TABLE_END = 64;

    /** Where GRUB's wants its place once more. */
    private static final int GRUB_INFO = 2548;

    private static final int GRUB_INFO_END = 2556;

    static BootRecords of(Path iso) {
        var report = ExternalCommand.run(
                Path.of("/"),
                "xorriso",
                "-no_rc",
                "-indev",
                "stdio:" + iso.toAbsolutePath(),
                "-report_el_torito",
                "plain",
                "-report_system_area",
                "plain");
        return new BootRecords(iso, report.lines().toList());
    }

    /** Everything that El Torito says but where the images lie. */
    List<String> entries() {
        return lines("El Torito")
                .filter(line -> !line.startsWith("El Torito catalog"))
                .map(line -> line.startsWith("El Torito boot img") ? line.replaceFirst(" +[0-9]+$", "") : line)
                .toList();
    }

    /** The kinds of partition tables and partitions, without places, sizes and random identifiers. */
    List<String> partitions() {
        return Stream.concat(
                        Stream.of(
                                        "System area options",
                                        "System area summary",
                                        "Partition offset",
                                        "GPT partname local",
                                        "GPT type GUID",
                                        "GPT partition flags",
                                        "APM partition name",
                                        "APM partition type")
                                .flatMap(this::lines),
                        lines("MBR partition  ").map(line -> line.replaceFirst(" +[0-9]+ +[0-9]+$", "")))
                .toList();
    }

    boolean isPartitioned(int offset) {
        return lines("Partition offset").anyMatch(line -> line.endsWith(" " + offset));
    }

    /** The SHA-256 of every boot image, but for what tells it its own place. */
    List<String> bootImages() {
        return lines("El Torito boot img")
                .map(line -> sha256(withoutPlace(words(line)[0], bootImage(line))))
                .toList();
    }

    private byte[] bootImage(String line) {
        var number = words(line)[0];
        var path = word("El Torito img path", number);
        if (path.isPresent()) {
            return extract(path.get());
        }
        var blocks = word("El Torito img blks", number).orElseThrow();
        return read(Long.parseLong(words(line)[7]) * SECTOR, Integer.parseInt(blocks) * SECTOR);
    }

    private byte[] extract(String path) {
        try {
            var file = Files.createTempDirectory("boot").resolve("image");
            ExternalCommand.run(
                    Path.of("/"),
                    "xorriso",
                    "-no_rc",
                    "-osirrox",
                    "on",
                    "-indev",
                    "stdio:" + iso,
                    "-extract_single",
                    path,
                    file.toString());
            var image = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(Objects.requireNonNull(file.getParent()));
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] withoutPlace(String number, byte[] image) {
        var options = line("El Torito img opts", number).orElse("");
        if (options.contains("boot-info-table")) {
            Arrays.fill(image, INFO_TABLE, INFO_TABLE_END, (byte) 0);
        }
        if (options.contains("grub2-boot-info")) {
            Arrays.fill(image, GRUB_INFO, GRUB_INFO_END, (byte) 0);
        }
        return image;
    }

    /** The SHA-256 of every partition behind the first. */
    List<String> furtherPartitions() {
        return lines("GPT start and size")
                .map(BootRecords::words)
                .filter(words -> !words[0].equals("1"))
                .map(words -> sha256(read(Long.parseLong(words[1]) * BLOCK, Integer.parseInt(words[2]) * BLOCK)))
                .toList();
    }

    /** Where partition 1 begins, in bytes. */
    long firstPartition() {
        return Long.parseLong(word("GPT start and size", "1").orElseThrow()) * BLOCK;
    }

    /** What is said of the thing with a number: its first word. */
    private Optional<String> word(String beginning, String number) {
        return line(beginning, number).map(line -> words(line)[1]);
    }

    private Optional<String> line(String beginning, String number) {
        return lines(beginning).filter(line -> words(line)[0].equals(number)).findFirst();
    }

    private Stream<String> lines(String beginning) {
        return report.stream().filter(line -> line.startsWith(beginning) && !line.contains(":   N"));
    }

    private static String[] words(String line) {
        return line.substring(line.indexOf(':') + 1).strip().split(" +", -1);
    }

    private byte[] read(long offset, int length) {
        try (var file = new RandomAccessFile(iso.toFile(), "r")) {
            var bytes = new byte[length];
            file.seek(offset);
            file.readFully(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
