package io.elemental.seedimage.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How tests start a class in a JVM of its own: with the class path of this one, under a locale whose digits are not
 * ASCII.
 */
public final class JvmCommand {

    /** Options of a JVM. */
    public static final List<String> FOREIGN_LOCALE = List.of("-Duser.language=ar", "-Duser.country=EG");

    private JvmCommand() {}

    public static List<String> of(Class<?> main, List<String> options, String... arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.of(
                        List.of(java, "-XX:TieredStopAtLevel=1"),
                        FOREIGN_LOCALE,
                        options,
                        List.of("-cp", System.getProperty("java.class.path"), main.getName()),
                        List.of(arguments))
                .flatMap(List::stream)
                .toList();
    }
}
