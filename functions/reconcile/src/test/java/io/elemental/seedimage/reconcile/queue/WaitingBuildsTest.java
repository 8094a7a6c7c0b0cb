package io.elemental.seedimage.reconcile.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.BuildsDocument;
import io.elemental.seedimage.format.BuildsDocument.Waiting;
import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitingBuildsTest {

    private static final Instant SINCE = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void whoWaitsAlreadyKeepsItsPlace() {
        var known = WaitingBuilds.with(BuildsDocument.EMPTY, waiting("a", "1"));

        var again = WaitingBuilds.with(known, new Waiting("1", "a", "another", SINCE.plusSeconds(1)));

        assertThat(again).isEqualTo(known);
        assertThat(WaitingBuilds.with(known, waiting("b", "1")).waiting()).hasSize(2);
    }

    @Test
    void aNamespaceHasAHundredPlaces() {
        var known = filled("a", 101);

        assertThat(WaitingBuilds.of(known, "a")).isEqualTo(100);
        assertThat(WaitingBuilds.find(known, "99", "a")).isPresent();
        assertThat(WaitingBuilds.find(known, "100", "a")).isEmpty();
    }

    @Test
    void whereAllPlacesAreTakenTheLargestNamespaceGivesOne() {
        var known = BuildsDocument.EMPTY;
        for (var namespace = 0; namespace < 30; namespace++) {
            for (var build = 0; build < 100; build++) {
                known = WaitingBuilds.with(known, waiting("n-" + namespace, "build-" + namespace + "-" + build));
            }
        }
        known = WaitingBuilds.with(known, waiting("late", "x"));

        assertThat(known.waiting()).hasSize(2000);
        assertThat(WaitingBuilds.find(known, "x", "late")).isPresent();
        for (var namespace = 0; namespace < 30; namespace++) {
            assertThat(WaitingBuilds.of(known, "n-" + namespace)).isBetween(60, 75);
        }
        assertThat(Documents.write(DocumentType.BUILDS, known)).hasSizeLessThan(1 << 20);
    }

    @Test
    void whatBeganIsWaitedForByNobodyAndWasATurn() {
        var known = WaitingBuilds.with(filled("a", 2), waiting("b", "1"));

        var left = WaitingBuilds.begun(WaitingBuilds.begun(known, "0", "a"), "1", "b");

        assertThat(left.waiting()).isEmpty();
        assertThat(left.served()).containsExactly("a", "b");
        assertThat(WaitingBuilds.begun(left, "9", "a").served()).containsExactly("b", "a");
    }

    @Test
    void whoIsStruckOutHadItsTurn() {
        var known = filled("a", 2);

        var left = WaitingBuilds.without(known, waiting("a", "0"));

        assertThat(left.waiting()).containsExactly(waiting("a", "1"));
        assertThat(left.served()).containsExactly("a");
        assertThat(WaitingBuilds.without(left, waiting("a", "0"))).isEqualTo(left);
    }

    private static BuildsDocument filled(String namespace, int number) {
        var known = BuildsDocument.EMPTY;
        for (var build = 0; build < number; build++) {
            known = WaitingBuilds.with(known, waiting(namespace, String.valueOf(build)));
        }
        return known;
    }

    private static Waiting waiting(String namespace, String build) {
        return new Waiting(build, namespace, "seed", SINCE);
    }
}
