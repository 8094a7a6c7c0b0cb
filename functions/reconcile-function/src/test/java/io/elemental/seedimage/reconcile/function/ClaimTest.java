package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.reconcile.Installation;
import io.elemental.seedimage.reconcile.common.KnownStore;
import io.elemental.seedimage.rules.cluster.Announcement;
import io.elemental.seedimage.testing.ActingStoreTrial;
import io.elemental.seedimage.testing.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimTest {

    private static final InstantSource CLOCK = () -> Instant.parse("2026-11-30T12:00:00Z");

    private final InMemoryStore store = new InMemoryStore(CLOCK);
    private final List<Announcement> told = new ArrayList<>();

    @Test
    void theOperatorIsToldOnceThatAPrefixWasTakenOver() {
        claim("", "old").require();
        assertThat(told).isEmpty();

        claim("old", "new").require();
        claim("old", "new").require();

        assertThat(told)
                .containsExactly(new Announcement(
                        true,
                        "InstallationAdopted",
                        "This cluster, new, took over the bucket's prefix from cluster old."));
    }

    private Claim claim(String adopt, String cluster) {
        return new Claim(
                new Installation(
                        store, new KnownStore(new ActingStoreTrial(), Duration.ofDays(1), CLOCK), adopt, CLOCK),
                () -> cluster,
                told::add);
    }
}
