package io.elemental.seedimage.rules.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreCapabilitiesTest {

    private static final String STORE = "https://store.example";
    private static final Instant THEN = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @ParameterizedTest
    @EnumSource(StoreRule.class)
    void whatIsLackingIsToldByWhatItIsNeededFor(StoreRule rule) {
        var found = lacking(rule);

        assertThat(found.lacks()).containsExactly(Map.entry(rule.word(), "it answers 501"));
        assertThat(found.objection().isPresent()).isEqualTo(rule.need() == StoreNeed.WRITING);
        assertThat(found.onlyProxied().isPresent()).isEqualTo(rule.need() == StoreNeed.REDIRECTS);
    }

    @Test
    void theFirstOfSeveralIsTold() {
        assertThat(lacking(StoreRule.REPLACE_ONCE, StoreRule.CREATE_ONCE, StoreRule.COPY_RANGE)
                        .objection())
                .hasValue("Nothing new is made or served, since the store would lose what two write at once: it answers"
                        + " 501. It is tried again once a day.");
    }

    @Test
    void whatWasFoundCountsForAWhile() {
        var found = lacking();

        assertThat(found.isDue(DAY, THEN.plus(DAY).minusSeconds(1))).isFalse();
        assertThat(found.isDue(DAY, THEN.plus(DAY))).isTrue();
    }

    @Test
    void sinceWhenItIsSoChangesWithWhatCanBeHad() {
        assertThat(after(lacking(StoreRule.CREATE_ONCE), StoreRule.REPLACE_ONCE).since())
                .isEqualTo(THEN);
        assertThat(after(lacking(StoreRule.LIST)).since()).isEqualTo(THEN);
        assertThat(after(lacking(), StoreRule.CREATE_ONCE).since()).isEqualTo(NOW);
        assertThat(after(lacking(StoreRule.COPY_RANGE)).since()).isEqualTo(NOW);
        assertThat(after(new StoreCapabilities("https://other.example", THEN, THEN, Map.of()))
                        .since())
                .isEqualTo(NOW);
    }

    /** A rule of another version of this program. */
    @Test
    void aRuleThatNobodyKnowsSaysNothing() {
        var found = new StoreCapabilities(STORE, THEN, THEN, Map.of("fly", "it does not"));

        assertThat(found.objection()).isEmpty();
        assertThat(found.onlyProxied()).isEmpty();
    }

    private static StoreCapabilities lacking(StoreRule... rules) {
        return StoreCapabilities.of(STORE, findings(rules), Optional.empty(), THEN);
    }

    private static StoreCapabilities after(StoreCapabilities before, StoreRule... rules) {
        return StoreCapabilities.of(STORE, findings(rules), Optional.of(before), NOW);
    }

    private static List<StoreFinding> findings(StoreRule... rules) {
        return Stream.of(StoreRule.values())
                .map(rule -> new StoreFinding(
                        rule,
                        Optional.of("it answers 501").filter(_ -> List.of(rules).contains(rule))))
                .toList();
    }
}
