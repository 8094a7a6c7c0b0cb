package io.elemental.seedimage.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is packed: one jar, the jars it names, and how it is started.
 *
 * @param name of the jar without its ending, as in "download-function"
 * @param jvmOptions in front of -jar
 * @param cached whether the image holds a trained cache of classes
 */
record Program(String name, List<String> jvmOptions, boolean cached) {

    /** Where everything lies in the image; the cache is good for these very paths alone. */
    static final String FOLDER = "/app";

    static final String CACHE = FOLDER + "/classes.aot";
    private static final String JAVA = "/opt/java/openjdk/bin/java";

    Program {
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** The command of a container. */
    List<String> command() {
        var command = new ArrayList<>(List.of(JAVA));
        command.addAll(jvmOptions);
        cache().ifPresent(file -> command.add("-XX:AOTCache=" + file));
        command.addAll(List.of("-jar", FOLDER + "/" + name + ".jar"));
        return command;
    }

    private Optional<String> cache() {
        return cached ? Optional.of(CACHE) : Optional.empty();
    }
}
