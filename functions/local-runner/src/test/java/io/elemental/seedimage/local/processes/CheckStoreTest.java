package io.elemental.seedimage.local.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.reconcile.common.KnownStore;
import io.elemental.seedimage.rules.store.StoreRule;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.testing.ActingStoreTrial;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CheckStoreTest {

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final ActingStoreTrial trial = new ActingStoreTrial();
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final KnownStore known = new KnownStore(trial, Duration.ofDays(1), () -> now);
    private final CheckStore check =
            new CheckStore(known, new Terminal(new PrintStream(terminal, true, StandardCharsets.UTF_8)));

    @Test
    void whatIsLackingIsSaidOnceADay() {
        trial.lack(StoreRule.CREATE_ONCE, "it answers 501");
        trial.lack(StoreRule.COPY_RANGE, "it answers 502");

        check.ifDue();
        check.ifDue();

        assertThat(terminal.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "Nothing new is made or served, since the store would lose what two write at once: it answers"
                                + " 501. It is tried again once a day.",
                        "Clients cannot be redirected to the store: it answers 502. It is tried again once a day.");
        now = now.plus(Duration.ofDays(1));
        check.ifDue();
        assertThat(trial.tried()).isEqualTo(2);
    }

    @Test
    void whatNoStatusTellsIsSaidInPlainWords() {
        trial.lack(StoreRule.PART_LINK, "it answers 501");
        trial.lack(StoreRule.ABORT, "the upload is still there");

        check.ifDue();

        assertThat(terminal.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "The store lacks something that is needed for base builds: it answers 501.",
                        "The store lacks something that is needed for clean-up: the upload is still there.");
    }

    @Test
    void aStoreThatKeepsAllRulesIsNotTalkedAbout() {
        check.ifDue();

        assertThat(terminal.size()).isZero();
    }

    @Test
    void anOutageCountsOnlyWhileNothingIsKnown() {
        trial.setAvailable(false);
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(check::ifDue);

        trial.setAvailable(true);
        check.ifDue();
        now = now.plus(Duration.ofDays(1));
        trial.setAvailable(false);
        check.ifDue();

        assertThat(known.get()).isPresent();
    }
}
