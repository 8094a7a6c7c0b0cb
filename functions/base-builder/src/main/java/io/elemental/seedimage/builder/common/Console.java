package io.elemental.seedimage.builder.common;

import java.io.PrintStream;

/** Where the program says what it does, line by line. */
public final class Console {

    private final PrintStream out;
    private boolean closed;

    public Console(PrintStream out) {
        this.out = out;
    }

    public synchronized void say(String line) {
        if (!closed) {
            out.println(line);
        }
    }

    /** The final sentence: nothing is said after it. */
    public synchronized void close(String sentence) {
        say(sentence);
        out.flush();
        closed = true;
    }
}
