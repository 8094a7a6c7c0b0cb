package io.elemental.seedimage.local.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Downloads of one kind, all at once. */
public final class Crowd implements AutoCloseable {

    private final List<Reader> readers;
    private final long start = System.nanoTime();

    private Crowd(List<Reader> readers) {
        this.readers = readers;
    }

    public static Crowd start(List<Reader.Way> ways) {
        return new Crowd(ways.stream().map(Reader::start).toList());
    }

    /** What each of them got during a time that begins later. */
    public List<Double> megabytesPerSecond(Duration later, Duration time) {
        sleep(later);
        var before = readers.stream().map(Reader::bytes).toList();
        var from = System.nanoTime();
        sleep(time);
        var seconds = (System.nanoTime() - from) / 1e9;
        return IntStream.range(0, readers.size())
                .mapToObj(i -> (readers.get(i).bytes() - before.get(i)) / 1e6 / seconds)
                .toList();
    }

    /** What the slowest of them got a second until now. */
    public double megabytesOfTheSlowest() {
        var seconds = (System.nanoTime() - start) / 1e9;
        return readers.stream().mapToDouble(Reader::bytes).min().orElseThrow() / 1e6 / seconds;
    }

    public Stream<Duration> untilHeads() {
        return readers.stream().flatMap(reader -> reader.untilHeads().stream());
    }

    /** How often one of them was told to come back later. */
    public long refusals() {
        return readers.stream().mapToLong(Reader::refusals).sum();
    }

    /** Throws where one of them was refused, or cut off. */
    public void requireWell() {
        readers.stream()
                .flatMap(reader -> reader.failures().stream())
                .findFirst()
                .ifPresent(failure -> {
                    throw new IllegalStateException("a download failed: " + failure);
                });
    }

    /** They end with the piece that they read. */
    public void end() {
        readers.forEach(Reader::close);
    }

    @Override
    public void close() {
        end();
    }

    private static void sleep(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        for (var left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
