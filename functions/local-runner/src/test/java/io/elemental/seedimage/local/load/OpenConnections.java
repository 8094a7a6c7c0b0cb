package io.elemental.seedimage.local.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The connections that a server of this machine has not ended, as Linux says: a client that reads nothing cannot. */
public final class OpenConnections {

    private static final String ESTABLISHED = "01";
    private static final Pattern LINE =
            Pattern.compile(" *\\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:([0-9A-F]{4}) ([0-9A-F]{2}) .*");

    private OpenConnections() {}

    /** The ports of the clients of a server. */
    public static Set<Integer> of(int server) {
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(file -> lines(Path.of(file)).stream())
                .map(LINE::matcher)
                .filter(line -> line.matches()
                        && Integer.parseInt(line.group(1), 16) == server
                        && line.group(3).equals(ESTABLISHED))
                .map(line -> Integer.parseInt(line.group(2), 16))
                .collect(Collectors.toSet());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
