package io.elemental.seedimage.builder;

import io.elemental.seedimage.builder.common.Console;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Scratch;
import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.builder.common.TryAgainException;
import io.elemental.seedimage.builder.common.UsageException;
import io.elemental.seedimage.builder.source.Addresses;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** Makes one prepared base from one source. */
public final class BaseBuilder {

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int USAGE = 2;
    private static final int MISTAKE = 70;
    private static final int TRY_AGAIN = 75;

    private final PrintStream out;
    private final PrintStream err;
    private final Timeouts timeouts;

    BaseBuilder(PrintStream out, PrintStream err, Timeouts timeouts) {
        this.out = out;
        this.err = err;
        this.timeouts = timeouts;
    }

    public static void main(String[] arguments) {
        System.exit(new BaseBuilder(System.out, System.err, Timeouts.USUAL).run(List.of(arguments)));
    }

    /** Returns the exit status. */
    int run(List<String> arguments) {
        Addresses.pinNames();
        if (arguments.contains("--help")) {
            out.print(CommandLine.USAGE);
            return DONE;
        }
        var console = new Console(err);
        try {
            console.close(build(CommandLine.parse(arguments), console));
            return DONE;
        } catch (RefusedException e) {
            return failed(console, e, REFUSED);
        } catch (UsageException e) {
            return failed(console, e, USAGE);
        } catch (TryAgainException e) {
            return failed(console, e, TRY_AGAIN);
        } catch (RuntimeException | Error e) {
            console.close("The builder failed by an error of its own: %s at %s."
                    .formatted(e.getClass().getName(), place(e)));
            return MISTAKE;
        }
    }

    private String build(CommandLine line, Console console) {
        var grant = RenewedGrant.of(line.grant());
        try (var scratch = Scratch.in(line.scratch());
                var stop = new StopSignal(console, scratch)) {
            try {
                return new Build(grant, timeouts, console, scratch).run(stop);
            } catch (RuntimeException e) {
                stop.hold();
                throw e;
            }
        }
    }

    // Errors that the JVM keeps in store for hard times know no place.
    private static String place(Throwable e) {
        return Arrays.stream(e.getStackTrace())
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("an unknown place");
    }

    private static int failed(Console console, RuntimeException e, int status) {
        console.close(String.valueOf(e.getMessage()));
        return status;
    }
}
