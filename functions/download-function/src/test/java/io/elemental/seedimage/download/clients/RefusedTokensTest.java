package io.elemental.seedimage.download.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.ResourceRef;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusedTokensTest {

    private static final ResourceRef RACK = new ResourceRef("fleet", "rack");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final RefusedTokens tokens = new RefusedTokens(3);

    @Test
    void areTooManyUntilTheMinuteIsOver() {
        assertThat(threeTimes("a", NOW)).isFalse();
        assertThat(tokens.tooMany(RACK, "a", NOW.plusSeconds(59))).isTrue();
        assertThat(tokens.tooMany(RACK, "a", NOW.plusSeconds(60))).isFalse();
        assertThat(tokens.tooMany(RACK, "a", NOW.plusSeconds(60))).isFalse();
    }

    @Test
    void areCountedByClientAndByRegistration() {
        assertThat(threeTimes("a", NOW)).isFalse();

        assertThat(tokens.tooMany(RACK, "a", NOW)).isTrue();
        assertThat(tokens.tooMany(RACK, "b", NOW)).isFalse();
        assertThat(tokens.tooMany(RACK.sibling("other"), "a", NOW)).isFalse();
    }

    /** Who goes on is not kept out for longer than it was told. */
    @Test
    void doNotCountWhatWasTooMany() {
        assertThat(threeTimes("a", NOW)).isFalse();
        for (var second = 0; second < 60; second++) {
            assertThat(tokens.tooMany(RACK, "a", NOW.plusSeconds(second))).isTrue();
        }

        assertThat(tokens.tooMany(RACK, "a", NOW.plusSeconds(60))).isFalse();
    }

    @Test
    void endTheirMinuteWhenTheClockIsSetBack() {
        assertThat(threeTimes("a", NOW)).isFalse();

        assertThat(tokens.tooMany(RACK, "a", NOW.minusSeconds(3_600))).isFalse();
    }

    @Test
    void areForgottenRatherThanFillingTheMemory() {
        for (var i = 0; i < 3 * RefusedTokens.REMEMBERED; i++) {
            assertThat(tokens.tooMany(RACK, "client-" + i, NOW)).isFalse();
            assertThat(tokens.tooMany(RACK, "persistent", NOW)).isEqualTo(i >= 3);
        }

        assertThat(tokens.remembered()).isEqualTo(RefusedTokens.REMEMBERED);
    }

    private boolean threeTimes(String client, Instant when) {
        var first = tokens.tooMany(RACK, client, when);
        var second = tokens.tooMany(RACK, client, when);
        return first || second || tokens.tooMany(RACK, client, when);
    }
}
