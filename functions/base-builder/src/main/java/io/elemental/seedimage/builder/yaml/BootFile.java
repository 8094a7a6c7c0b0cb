package io.elemental.seedimage.builder.yaml;

import io.elemental.seedimage.registration.files.BootDocument;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A YAML file of an image that the boot tool reads. */
public final class BootFile {

    /** Where the boot tool finds the files of a booted image. */
    private static final String MOUNTED_AT = "/run/initramfs/live";

    private static final String CLOUD_INIT_HEADER = "#cloud-config[ \\t\\r]*";

    private BootFile() {}

    /**
     * Why the boot tool would not read a file, or not as it is meant; without what it holds, which may be secret.
     *
     * @param path from the root of the image
     */
    public static Optional<String> problem(String path, byte[] content) {
        try {
            var cloudInit = firstLine(content).matches(CLOUD_INIT_HEADER);
            var document = YamlDocument.read(content, cloudInit);
            return BootDocument.problem(document, cloudInit, MOUNTED_AT + path);
        } catch (NotReadException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private static String firstLine(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1)
                .lines()
                .findFirst()
                .orElse("");
    }
}
