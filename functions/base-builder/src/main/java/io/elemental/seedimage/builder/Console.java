package io.elemental.seedimage.builder;

import java.io.PrintStream;

/** Where the program says what it does, line by line. */
final class Console {

    private final PrintStream out;
    private boolean closed;

    Console(PrintStream out) {
        this.out = out;
    }

    synchronized void say(String line) {
        if (!closed) {
            out.println(line);
        }
    }

    /** The final sentence: nothing is said after it. */
    synchronized void close(String sentence) {
        say(sentence);
        out.flush();
        closed = true;
    }
}
