package io.elemental.seedimage.builder;

import io.elemental.seedimage.builder.common.UsageException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the program is started with. */
record CommandLine(Path grant, Path scratch) {

    static final String USAGE = """
            Usage: base-builder --grant FILE --scratch DIR
            Makes one prepared base from one source.

              --grant FILE    the grant: JSON that says what to fetch and where to put the result
              --scratch DIR   where up to twice the size of the image may lie meanwhile
              --help          print this

            Exit status: 0 done or unchanged, 1 refused, 2 usage, 75 try again.
            """;

    private static final List<String> OPTIONS = List.of("--grant", "--scratch");

    static CommandLine parse(List<String> arguments) {
        Map<String, Path> values = new HashMap<>();
        for (var at = 0; at < arguments.size(); at += 2) {
            var option = arguments.get(at);
            if (!OPTIONS.contains(option)) {
                throw new UsageException("There is no option '%s'; --help lists the options.".formatted(option));
            }
            if (at + 1 == arguments.size()) {
                throw new UsageException("%s needs a value.".formatted(option));
            }
            values.put(option, Path.of(arguments.get(at + 1)));
        }
        return new CommandLine(required(values, "--grant"), required(values, "--scratch"));
    }

    private static Path required(Map<String, Path> values, String option) {
        var value = values.get(option);
        if (value == null) {
            throw new UsageException("%s is missing.".formatted(option));
        }
        return value;
    }
}
