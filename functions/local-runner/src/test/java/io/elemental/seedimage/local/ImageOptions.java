package io.elemental.seedimage.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The JVM options that programs have in their images, so that what is measured is what runs. */
final class ImageOptions {

    private ImageOptions() {}

    /**
     * As the JVM's own arguments.
     *
     * @param home the checkout
     */
    static String[] of(Path home, String program) {
        var file = home.resolve(Path.of("functions", "container-images", "src", "main", "jvm", program + ".options"));
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("no options of an image at " + file);
        }
        return new String[] {"@" + file.toAbsolutePath().normalize()};
    }

    /**
     * In a pod, whose limit counts as the machine's memory.
     *
     * @param limit such as "480m"
     */
    static String[] inPod(Path home, String program, String limit) {
        return List.of(of(home, program)[0], "-XX:MaxRAM=" + limit).toArray(String[]::new);
    }
}
