package io.elemental.seedimage.rules.cluster;

import io.elemental.seedimage.rules.catalog.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an operator is told once, when it happens.
 *
 * @param warning whether it calls for somebody
 * @param reason a word, as in conditions
 * @param message one sentence
 */
public record Announcement(boolean warning, String reason, String message) {

    private static final String TOLD_BY = "SeedImageReady";

    /** Reasons by what they are: started, completed, failed, expired. */
    private static final Map<String, Boolean> WARNINGS = Map.of(
            "SeedImageBuildOngoing", false,
            "SeedImageBuildSuccess", false,
            "SeedImageBuildFailure", true,
            "SeedImageBuildDeadline", false,
            "StoreUnusable", true);

    /**
     * What is to be told when a status changes: that images were started, completed, failed or expired.
     *
     * @param before the conditions so far; none of a new SeedImage
     */
    public static Optional<Announcement> of(List<Condition> before, List<Condition> after) {
        var last = find(before).map(Condition::reason).orElse("");
        return find(after)
                .filter(condition -> !condition.reason().equals(last))
                .filter(condition -> WARNINGS.containsKey(condition.reason()))
                .map(condition -> new Announcement(
                        WARNINGS.getOrDefault(condition.reason(), true), condition.reason(), condition.message()));
    }

    /** Of each kind of warnings the first, whenever those of its kind are others than before. */
    public static List<Announcement> ofWarnings(List<Warning> before, List<Warning> after) {
        var told = byReason(before);
        return byReason(after).entrySet().stream()
                .filter(kind -> !kind.getValue().equals(told.get(kind.getKey())))
                .map(kind -> new Announcement(true, kind.getKey(), sentence(kind.getValue())))
                .toList();
    }

    private static Map<String, List<Warning>> byReason(List<Warning> warnings) {
        return warnings.stream()
                .collect(Collectors.groupingBy(Warning::reason, LinkedHashMap::new, Collectors.toList()));
    }

    private static String sentence(List<Warning> warnings) {
        var others = warnings.size() - 1;
        var first = "%s %s."
                .formatted(warnings.getFirst().path(), warnings.getFirst().message());
        return others == 0 ? first : "%s status.warnings has %s more.".formatted(first, others);
    }

    private static Optional<Condition> find(List<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(TOLD_BY))
                .findFirst();
    }
}
