package io.elemental.seedimage.local.once;

import io.elemental.seedimage.local.common.Terminal;
import java.util.Locale;
import java.util.function.Supplier;

/** Named steps, one after the other, each with one line that says how it went and how long it took. */
final class Steps {

    private static final double NANOS = 1e9;

    private final Terminal terminal;
    private final long start = System.nanoTime();
    private int done;

    Steps(Terminal terminal) {
        this.terminal = terminal;
    }

    /** @param action does it, and says what was seen */
    void step(String name, Supplier<String> action) {
        var before = System.nanoTime();
        try {
            var seen = action.get();
            done++;
            line("ok  ", before, seen.isEmpty() ? name : name + ": " + seen);
        } catch (RuntimeException e) {
            line("FAIL", before, "%s: %s".formatted(name, e.getMessage()));
            throw e;
        }
    }

    void total() {
        line("ok  ", start, "all %s steps".formatted(done));
    }

    private void line(String outcome, long since, String text) {
        var seconds = (System.nanoTime() - since) / NANOS;
        terminal.say(String.format(Locale.ROOT, "%s %8.3f s  %s", outcome, seconds, text));
    }
}
