package io.elemental.seedimage.local.processes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a program of this project is started: by the JVM that runs this one, with nothing in its environment but what it
 * needs.
 */
public final class JavaProgram {

    private static final Set<String> HARMLESS =
            Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "JAVA_TOOL_OPTIONS");

    private final Path jar;
    private final List<String> jvmOptions;

    public JavaProgram(Path jar, String... jvmOptions) {
        this.jar = jar;
        this.jvmOptions = List.of(jvmOptions);
    }

    /**
     * Returns a process that is not started yet.
     *
     * @param settings what the program's environment has beside the machine's own words, such as PATH
     */
    public ProcessBuilder with(Map<String, String> settings, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(HARMLESS);
        builder.environment().putAll(settings);
        return builder;
    }
}
