package io.elemental.seedimage.reconcile.queue;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.elemental.seedimage.format.BuildsDocument;
import io.elemental.seedimage.format.BuildsDocument.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The list of who waits, and its changes. It never grows beyond what can be read in a moment. */
final class WaitingBuilds {

    private static final int MOST_OF_ONE = 100;

    private static final int MOST = 2000;
    private static final int MOST_SERVED = 1000;

    private WaitingBuilds() {}

    /**
     * Adds somebody at the end, unless the namespace waits for that build already or has no place left. When the list
     * is full, the namespace with the most places loses its last one.
     */
    static BuildsDocument with(BuildsDocument known, Waiting asking) {
        if (of(known, asking.namespace()) >= MOST_OF_ONE
                || find(known, asking.build(), asking.namespace()).isPresent()) {
            return known;
        }
        var waiting = new ArrayList<>(known.waiting());
        waiting.add(asking);
        if (waiting.size() > MOST) {
            var largest = largest(waiting);
            waiting.stream()
                    .filter(one -> one.namespace().equals(largest))
                    .reduce((_, last) -> last)
                    .ifPresent(waiting::remove);
        }
        return new BuildsDocument(waiting, known.served());
    }

    /** Who waits for a build in a namespace. */
    static Optional<Waiting> find(BuildsDocument known, String build, String namespace) {
        return known.waiting().stream()
                .filter(waiting ->
                        waiting.build().equals(build) && waiting.namespace().equals(namespace))
                .findFirst();
    }

    /** How many wait in a namespace. */
    static int of(BuildsDocument known, String namespace) {
        return Math.toIntExact(known.waiting().stream()
                .filter(waiting -> waiting.namespace().equals(namespace))
                .count());
    }

    /** Removes all who wait for this build, and notes the namespace's turn. */
    static BuildsDocument begun(BuildsDocument known, String build, String namespace) {
        return served(only(known, waiting -> !waiting.build().equals(build)), namespace);
    }

    /** Removes one of them, and notes its namespace's turn all the same. */
    static BuildsDocument without(BuildsDocument known, Waiting gone) {
        var left = only(known, waiting -> !waiting.equals(gone));
        return left.equals(known) ? known : served(left, gone.namespace());
    }

    static BuildsDocument only(BuildsDocument known, Predicate<Waiting> kept) {
        return new BuildsDocument(known.waiting().stream().filter(kept).toList(), known.served());
    }

    private static BuildsDocument served(BuildsDocument known, String namespace) {
        var served = new ArrayList<>(known.served());
        served.remove(namespace);
        served.add(namespace);
        var first = Math.max(0, served.size() - MOST_SERVED);
        return new BuildsDocument(known.waiting(), served.subList(first, served.size()));
    }

    private static String largest(List<Waiting> waiting) {
        return waiting.stream().collect(groupingBy(Waiting::namespace, counting())).entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
    }
}
