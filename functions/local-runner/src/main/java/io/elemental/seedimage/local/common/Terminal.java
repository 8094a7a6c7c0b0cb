package io.elemental.seedimage.local.common;

import java.io.PrintStream;

/** What the person at the keyboard reads: whole lines, from any thread. */
public final class Terminal {

    private final PrintStream out;

    public Terminal(PrintStream out) {
        this.out = out;
    }

    public void say(String line) {
        out.println(line);
        out.flush();
    }
}
