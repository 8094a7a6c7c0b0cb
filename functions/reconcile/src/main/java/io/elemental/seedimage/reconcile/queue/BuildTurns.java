package io.elemental.seedimage.reconcile.queue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import io.elemental.seedimage.format.BuildsDocument;
import io.elemental.seedimage.format.BuildsDocument.Waiting;
import io.elemental.seedimage.reconcile.settings.BuildLimits;
import io.elemental.seedimage.rules.cluster.UnfinishedBuild;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whose turn it is. Namespaces take turns, the one that waited longest for a turn first; within a namespace,
 * first come, first served.
 */
final class BuildTurns {

    private final List<UnfinishedBuild> running;
    private final BuildLimits limits;
    private final List<Waiting> waiting;
    private final List<String> served;

    /** @param known who waits; builds that run already are left out */
    BuildTurns(List<UnfinishedBuild> running, BuildsDocument known, BuildLimits limits) {
        this.running = running;
        this.limits = limits;
        this.served = known.served();
        var builds = running.stream().map(UnfinishedBuild::build).collect(Collectors.toSet());
        this.waiting = known.waiting().stream()
                .filter(one -> !builds.contains(one.build()))
                .toList();
    }

    /** The builds that may begin now, in their order. */
    List<Waiting> due() {
        var taken = new HashMap<String, Integer>();
        running.forEach(build -> taken.merge(build.namespace(), 1, Integer::sum));
        return inTurn(limits.atOnce() - running.size(), limits.atOncePerNamespace(), taken);
    }

    /** How many builds are before this one, as things are now. */
    int before(Waiting one) {
        var own = Math.toIntExact(running.stream()
                .filter(build -> build.namespace().equals(one.namespace()))
                .count());
        return own >= limits.atOncePerNamespace()
                ? own + ahead(one, lines().getOrDefault(one.namespace(), new ArrayDeque<>()))
                : running.size() + ahead(one, inTurn(waiting.size(), waiting.size(), new HashMap<>()));
    }

    private static int ahead(Waiting one, Iterable<Waiting> line) {
        var ahead = 0;
        for (var other : line) {
            if (other.build().equals(one.build())) {
                break;
            }
            ahead++;
        }
        return ahead;
    }

    /**
     * Admits one build of each namespace, round after round. A build that several namespaces wait for is admitted once.
     *
     * @param places how many builds are admitted at most
     * @param ofEach how many places one namespace may have, including those that it has already
     */
    private List<Waiting> inTurn(int places, int ofEach, Map<String, Integer> taken) {
        var in = new ArrayList<Waiting>();
        Set<String> builds = new HashSet<>();
        var lines = lines();
        while (in.size() < places && !lines.isEmpty()) {
            lines.entrySet().removeIf(line -> {
                if (in.size() >= places) {
                    return false;
                }
                var next = taken.getOrDefault(line.getKey(), 0) < ofEach
                        ? next(line.getValue(), builds)
                        : Optional.<Waiting>empty();
                next.ifPresent(waiting -> {
                    in.add(waiting);
                    taken.merge(line.getKey(), 1, Integer::sum);
                });
                return next.isEmpty();
            });
        }
        return in;
    }

    private static Optional<Waiting> next(Deque<Waiting> line, Set<String> builds) {
        while (!line.isEmpty()) {
            var next = line.removeFirst();
            if (builds.add(next.build())) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    /**
     * Who waits, by namespace. Namespaces that never had a turn come first; the one that had the last turn comes last.
     */
    private Map<String, Deque<Waiting>> lines() {
        var unordered = waiting.stream()
                .collect(groupingBy(Waiting::namespace, LinkedHashMap::new, toCollection(ArrayDeque<Waiting>::new)));
        var ordered = new LinkedHashMap<String, Deque<Waiting>>();
        unordered.keySet().stream()
                .sorted(Comparator.comparingInt(served::indexOf))
                .forEach(namespace -> ordered.put(namespace, unordered.getOrDefault(namespace, new ArrayDeque<>())));
        return ordered;
    }
}
