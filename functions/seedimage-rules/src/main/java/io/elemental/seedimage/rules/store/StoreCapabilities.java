package io.elemental.seedimage.rules.store;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a store can do, as it was found by trying.
 *
 * @param endpoint the store
 * @param since since when as much is possible, or as little
 * @param checkedAt when it was tried last
 * @param lacks what the store does instead, by the word of the rule; rules that it keeps are not there
 */
public record StoreCapabilities(String endpoint, Instant since, Instant checkedAt, Map<String, String> lacks) {

    public StoreCapabilities {
        lacks = Map.copyOf(lacks);
    }

    /**
     * Of what was found.
     *
     * @param before what was known of the installation's store until now
     */
    public static StoreCapabilities of(
            String endpoint, List<StoreFinding> findings, Optional<StoreCapabilities> before, Instant now) {
        var lacks = new LinkedHashMap<String, String>();
        findings.forEach(finding ->
                finding.problem().ifPresent(problem -> lacks.put(finding.rule().word(), problem)));
        var found = new StoreCapabilities(endpoint, now, now, lacks);
        return before.filter(found::isAsUsefulAs)
                .map(last -> new StoreCapabilities(endpoint, last.since(), now, lacks))
                .orElse(found);
    }

    /** One sentence why nothing may be written; empty where all may. */
    public Optional<String> objection() {
        return problem(StoreNeed.WRITING)
                .map(
                        "Nothing new is made or served, since the store would lose what two write at once: %s. It is tried again once a day."
                                ::formatted);
    }

    /** One sentence why no client is sent to the store; empty where the store can be redirected to. */
    public Optional<String> onlyProxied() {
        return problem(StoreNeed.REDIRECTS)
                .map("Clients cannot be redirected to the store: %s. It is tried again once a day."::formatted);
    }

    /** Whether it is to be tried again. */
    public boolean isDue(Duration validFor, Instant now) {
        return !now.isBefore(checkedAt.plus(validFor));
    }

    private boolean isAsUsefulAs(StoreCapabilities other) {
        return endpoint.equals(other.endpoint)
                && objection().isPresent() == other.objection().isPresent()
                && onlyProxied().isPresent() == other.onlyProxied().isPresent();
    }

    private Optional<String> problem(StoreNeed need) {
        return Stream.of(StoreRule.values())
                .filter(rule -> rule.need() == need)
                .flatMap(rule -> Optional.ofNullable(lacks.get(rule.word())).stream())
                .findFirst();
    }
}
