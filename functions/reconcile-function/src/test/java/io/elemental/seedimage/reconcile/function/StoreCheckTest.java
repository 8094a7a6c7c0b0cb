package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.store.StoreRule;
import io.elemental.seedimage.testing.ActingStoreTrial;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreCheckTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StoreCheck check = new StoreCheck(
            new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
    private final ActingStoreTrial trial = new ActingStoreTrial();

    @Test
    void aStoreThatKeepsAllRulesIsGood() {
        assertThat(check.check(trial)).isZero();

        assertThat(said())
                .hasSize(10)
                .first()
                .asString()
                .startsWith("RULE             NEEDED FOR  KEPT  WHAT IS ASKED");
        assertThat(said().get(1))
                .isEqualTo("create-once      everything  yes   Of eight that create an object at once with"
                        + " If-None-Match: *, one does, the others are told.");
        assertThat(said().getLast()).isEqualTo("All can be had of this store.");
    }

    @Test
    void aStoreThatLosesWritesIsUnusable() {
        trial.lack(StoreRule.REPLACE_ONCE, "it answers 501 to PUT with If-Match");
        trial.lack(StoreRule.COPY_RANGE, "it answers 501");

        assertThat(check.check(trial)).isEqualTo(1);

        assertThat(said().get(2))
                .startsWith("replace-once     everything  no    ")
                .endsWith("one does, the others are told. But it answers 501 to PUT with If-Match.");
        assertThat(said().getLast()).startsWith("Nothing new is made or served, since ");
    }

    @Test
    void aStoreThatCannotBeRedirectedToIsLess() {
        trial.lack(StoreRule.COPY_RANGE, "it answers 501");

        assertThat(check.check(trial)).isEqualTo(3);

        assertThat(said().getLast()).startsWith("Clients cannot be redirected to the store: it answers 501. ");
    }

    @Test
    void aStoreThatDoesNotAnswerIsTriedAgainLater() {
        trial.setAvailable(false);

        assertThat(check.check(trial)).isEqualTo(75);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("the store of a trial was made unavailable");
        assertThat(out.size()).isZero();
    }

    @Test
    void whatIsAskedWronglyIsToldSo() {
        assertThat(check.run(List.of("--json"), Map.of())).isEqualTo(2);
        assertThat(check.run(List.of(), Map.of())).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "store-check has no argument '--json'; see --help.", "SEEDIMAGE_S3_ENDPOINT is not set");
        assertThat(check.run(List.of("--help"), Map.of())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("75 it does not answer");
    }

    private List<String> said() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
