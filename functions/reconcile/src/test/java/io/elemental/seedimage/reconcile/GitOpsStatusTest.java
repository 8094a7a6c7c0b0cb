package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.elemental.seedimage.testing.Kstatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Flux, and whatever else follows kstatus, makes of a status. */
class GitOpsStatusTest {

    @ParameterizedTest
    @CsvSource({
        "BUILDING, IN_PROGRESS, Reconciling, SeedImageBuildOngoing",
        "FAILED, FAILED, Stalled, SeedImageBuildFailure",
        "REFUSED, FAILED, Stalled, SeedImageBuildFailure",
        "EXPIRED, FAILED, Stalled, SeedImageBuildDeadline",
        "UNREGISTERED, IN_PROGRESS, Reconciling, RegistrationNotFound",
        "FROZEN, FAILED, Stalled, RegistrationFrozen"
    })
    void whatIsNotReadySaysWhetherItComesByItself(Resting resting, Kstatus expected, String type, String reason) {
        var status = resting.reached().status();

        assertThat(kstatus(status)).isEqualTo(expected);
        var ready = status.conditions().getFirst();
        assertThat(progress(status)).singleElement().satisfies(condition -> {
            assertThat(condition.type()).isEqualTo(type);
            assertThat(condition.reason()).isEqualTo(reason).isEqualTo(ready.reason());
            assertThat(condition.message()).isEqualTo(ready.message());
        });
    }

    @ParameterizedTest
    @CsvSource({"COMPLETED", "COMPOSED"})
    void whatIsServedIsCurrent(Resting resting) {
        var status = resting.reached().status();

        assertThat(kstatus(status)).isEqualTo(Kstatus.CURRENT);
        assertThat(progress(status)).isEmpty();
    }

    @Test
    void expiredOneKeepsTheTimeSinceWhichItStalls() {
        var world = Resting.EXPIRED.reached();
        var since = progress(world.status()).getFirst().lastTransitionTime();
        assertThat(since).isEqualTo(world.clock.instant());

        world.clock.forward(Duration.ofHours(1));
        world.reconcile();

        assertThat(progress(world.status()).getFirst().lastTransitionTime()).isEqualTo(since);
    }

    private static Kstatus kstatus(SeedImageStatus status) {
        return Kstatus.of(status.observedGeneration(), status.observedGeneration(), status.conditions());
    }

    private static List<Condition> progress(SeedImageStatus status) {
        return status.conditions().stream()
                .filter(condition -> List.of("Reconciling", "Stalled").contains(condition.type()))
                .toList();
    }
}
