package io.elemental.seedimage.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is measured. Tags are words of ours, a handful each: never the name of a resource, or a key of the store. */
public enum Measure {
    /** How long a process took from its start until it answered. */
    START("seedimage.start", Kind.TIMER),
    /** Requests for images by decision and reason; the time until it was made. */
    DOWNLOADS("seedimage.downloads", Kind.TIMER),
    /** What was proxied, in bytes. */
    STREAMED("seedimage.streamed", Kind.BYTES),
    /** Proxied downloads that ended early, by who ended them. */
    STREAMS_CUT("seedimage.streams.cut", Kind.COUNTER),
    /** Events by kind and outcome; the time they took. */
    EVENTS("seedimage.events", Kind.TIMER),
    /** Slices of the sweep by outcome; the time they took. */
    SWEEPS("seedimage.sweeps", Kind.TIMER),
    /** SeedImages that were passed over since they alone could not be reconciled, by what was thrown. */
    OWN_FAILURES("seedimage.own.failures", Kind.COUNTER),
    /** Events that a broker could not deliver. */
    DEAD_LETTERS("seedimage.dead.letters", Kind.COUNTER),
    /** Calls of the store by call and outcome; the time until it answered. */
    STORE_CALLS("seedimage.store.calls", Kind.TIMER),
    /** Calls of the cluster's API by method and outcome. */
    CLUSTER_CALLS("seedimage.cluster.calls", Kind.COUNTER);

    enum Kind {
        TIMER,
        COUNTER,
        BYTES
    }

    private static final Duration[] LIMITS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60)
    };

    final String meter;
    final Kind kind;

    Measure(String meter, Kind kind) {
        this.meter = meter;
        this.kind = kind;
    }

    /**
     * Adds a time.
     *
     * @param tags names and values in turn
     */
    public void took(MeterRegistry meters, Duration time, String... tags) {
        Timer.builder(meter)
                .serviceLevelObjectives(LIMITS)
                .tags(tags)
                .register(meters)
                .record(time);
    }

    /**
     * Adds to a count.
     *
     * @param tags names and values in turn
     */
    public void count(MeterRegistry meters, double amount, String... tags) {
        Counter.builder(meter)
                .baseUnit(kind == Kind.BYTES ? "bytes" : null)
                .tags(tags)
                .register(meters)
                .increment(amount);
    }

    /**
     * Times work by how it ends.
     *
     * @param outcome a word for what came of it; what is thrown is its own word
     * @param tags names and values in turn, besides {@code outcome}
     */
    public <T> T timed(MeterRegistry meters, Function<T, String> outcome, Supplier<T> work, String... tags) {
        var start = System.nanoTime();
        var word = "error";
        try {
            var result = work.get();
            word = outcome.apply(result);
            return result;
        } catch (RuntimeException e) {
            word = word(e.getClass().getSimpleName().replaceFirst("Exception$", ""));
            throw e;
        } finally {
            took(meters, Duration.ofNanos(System.nanoTime() - start), with(tags, "outcome", word));
        }
    }

    /** A name as tags have it: "NotModified" is "not-modified", "TOKEN_MISSING" is "token-missing". */
    public static String word(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])|_", "-").toLowerCase(Locale.ROOT);
    }

    private static String[] with(String[] tags, String name, String value) {
        var all = Arrays.copyOf(tags, tags.length + 2);
        all[tags.length] = name;
        all[tags.length + 1] = value;
        return all;
    }
}
