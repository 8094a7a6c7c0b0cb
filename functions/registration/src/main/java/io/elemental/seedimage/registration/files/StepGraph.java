package io.elemental.seedimage.registration.files;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which steps follow which, and which of them lead back to each other. One walk finds all circles (Tarjan's), whatever
 * the number of steps and requests.
 */
final class StepGraph {

    private record Visit(String step, Iterator<String> others) {}

    private final Map<String, Set<String>> others = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Map<String, Integer> circles = new HashMap<>();
    private final Deque<Visit> visits = new ArrayDeque<>();
    private final Deque<String> open = new ArrayDeque<>();

    /** Steps of one name are one step. */
    void follows(String step, Collection<String> wanted) {
        others.computeIfAbsent(step, _ -> new LinkedHashSet<>()).addAll(wanted);
    }

    boolean has(String step) {
        return others.containsKey(step);
    }

    /** To be asked after {@link #findCircles}; a step leads back to itself. */
    boolean leadBack(String one, String other) {
        return circles.getOrDefault(one, -1).equals(circles.getOrDefault(other, -2));
    }

    void findCircles() {
        for (var step : others.keySet()) {
            if (!numbers.containsKey(step)) {
                visit(step);
                while (!visits.isEmpty()) {
                    goOn(visits.getFirst());
                }
            }
        }
    }

    private void visit(String step) {
        numbers.put(step, numbers.size());
        lowest.put(step, number(step));
        open.push(step);
        visits.push(new Visit(step, others.getOrDefault(step, Set.of()).iterator()));
    }

    private void goOn(Visit at) {
        if (!at.others().hasNext()) {
            leave(at.step());
            return;
        }
        var other = at.others().next();
        if (!numbers.containsKey(other)) {
            visit(other);
        } else if (!circles.containsKey(other)) {
            lowest.merge(at.step(), number(other), Math::min);
        }
    }

    private void leave(String step) {
        visits.pop();
        var low = lowest.getOrDefault(step, 0);
        if (low == number(step)) {
            while (!circles.containsKey(step)) {
                circles.put(open.pop(), low);
            }
        }
        if (!visits.isEmpty()) {
            lowest.merge(visits.getFirst().step(), low, Math::min);
        }
    }

    private int number(String step) {
        return numbers.getOrDefault(step, 0);
    }
}
