package io.elemental.seedimage.images;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The files of many jars in one, uncompressed, as this Java version sees them: where a jar has a file for several
 * versions, the one that counts. A start opens every jar of its class path, and asks each for what lies in none.
 */
final class MergedJar {

    /** Two jars hold different files under one name, and no rule says what to make of them. */
    static final class ConflictException extends RuntimeException {

        ConflictException(String message) {
            super(message);
        }
    }

    private static final LocalDateTime SAME_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, String> origins = new TreeMap<>();

    /** Jars are added in the order of the class path; {@link ConflictException} where two do not go together. */
    void add(Path jar) throws IOException {
        var name = jar.getFileName().toString();
        try (var open = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion())) {
            open.versionedStream().filter(entry -> !entry.isDirectory()).forEach(entry -> add(name, open, entry));
        }
    }

    private void add(String jar, JarFile open, JarEntry entry) {
        try (var content = open.getInputStream(entry)) {
            add(jar, entry.getName(), content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(jar, e);
        }
    }

    private void add(String jar, String name, byte[] content) {
        switch (MergeRule.of(name)) {
            case LEFT_OUT -> {}
            case KEPT_APART -> files.put("META-INF/legal/%s/%s".formatted(jar, new File(name).getName()), content);
            case LINES -> files.merge(name, content, MergedJar::lines);
            case FACTORIES -> files.merge(name, content, MergedJar::factories);
            case FIRST -> files.putIfAbsent(name, content);
            case EQUAL -> {
                var origin = origins.putIfAbsent(name, jar);
                if (origin != null && !Arrays.equals(files.get(name), content)) {
                    throw new ConflictException("%s is in %s and in %s, and not the same".formatted(name, origin, jar));
                }
                files.putIfAbsent(name, content);
            }
        }
    }

    /** Equal content gives equal bytes, whenever it was written. */
    void write(Path jar, Manifest manifest) throws IOException {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(entry(JarFile.MANIFEST_NAME));
            manifest.write(out);
            for (var file : files.entrySet()) {
                out.putNextEntry(stored(file.getKey(), file.getValue()));
                out.write(file.getValue());
            }
        }
    }

    private static ZipEntry stored(String name, byte[] content) {
        var checksum = new CRC32();
        checksum.update(content);
        var entry = entry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        return entry;
    }

    private static ZipEntry entry(String name) {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(SAME_TIME);
        return entry;
    }

    private static byte[] lines(byte[] first, byte[] second) {
        return (text(first) + "\n" + text(second)).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] factories(byte[] first, byte[] second) {
        var joined = new TreeMap<>(properties(first));
        properties(second).forEach((key, value) -> joined.merge(key, value, (one, other) -> one + "," + other));
        return joined.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> properties(byte[] content) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text(content)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, properties::getProperty));
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }
}
