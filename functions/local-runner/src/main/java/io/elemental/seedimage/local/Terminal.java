package io.elemental.seedimage.local;

import java.io.PrintStream;

/** What the person at the keyboard reads: whole lines, from any thread. */
final class Terminal {

    private final PrintStream out;

    Terminal(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }
}
