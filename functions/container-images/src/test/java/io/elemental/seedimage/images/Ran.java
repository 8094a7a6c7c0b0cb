package io.elemental.seedimage.images;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** What came of a command: its status, and the lines that it wrote to standard error. */
public record Ran(int status, List<String> said) {

    static Ran of(Object command, String... arguments) {
        var said = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            var status = new CommandLine(command).execute(arguments);
            return new Ran(status, said.toString(StandardCharsets.UTF_8).lines().toList());
        } finally {
            System.setErr(before);
        }
    }
}
