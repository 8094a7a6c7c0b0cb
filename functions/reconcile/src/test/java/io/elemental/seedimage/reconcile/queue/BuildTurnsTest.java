package io.elemental.seedimage.reconcile.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.BuildsDocument;
import io.elemental.seedimage.format.BuildsDocument.Waiting;
import io.elemental.seedimage.reconcile.settings.BuildLimits;
import io.elemental.seedimage.rules.cluster.UnfinishedBuild;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Builds are "namespace:build"; "?:x" is one that does not say whose it is. */
class BuildTurnsTest {

    private static final Instant SINCE = Instant.parse("2026-11-24T12:00:00Z");
    private static final BuildLimits LIMITS = new BuildLimits(1L << 30, 4, 2);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // running           | waiting                     | served | due
                "                    |                             |        |",
                "                    | a:1                         |        | a:1",
                "                    | a:1 a:2 a:3                 |        | a:1 a:2",
                "a:1                 | a:2 a:3                     |        | a:2",
                "a:1 a:2             | a:3 b:4                     |        | b:4",
                "a:1 a:2             | a:3 b:4 b:5 b:6             |        | b:4 b:5",
                "a:1 a:2 b:3         | a:4 b:5 c:6                 |        | b:5",
                "a:1 a:2 b:3         | a:4 b:5 c:6                 | b      | c:6",
                "a:1 a:2 b:3 c:4     | a:5 b:6 d:7                 |        |",
                "a:1 b:2 c:3 d:4 e:5 | a:6                         |        |",
                // who had a turn last comes last; who never had one comes first
                "a:1 b:2 c:3         | a:4 b:5 c:6                 | c a b  | c:6",
                "a:1 b:2 c:3         | a:4 b:5 c:6 d:7             | c a b  | d:7",
                "                    | a:1 a:2 b:3 b:4 c:5         | a      | b:3 c:5 a:1 b:4",
                // what runs already, nobody waits for; what several wait for begins once
                "b:1                 | a:1 a:2                     |        | a:2",
                "                    | a:1 b:1 b:2                 |        | a:1 b:2",
                "                    | a:1 b:1 a:2                 | b a    | b:1 a:2",
                // one that does not say whose it is takes a place all the same
                "?:1 ?:2 ?:3         | a:4 a:5                     |        | a:4",
            })
    void saysWhoseTurnItIs(
            @Nullable String running, @Nullable String waiting, @Nullable String served, @Nullable String due) {
        var turns = new BuildTurns(running(running), new BuildsDocument(waiting(waiting), words(served)), LIMITS);

        assertThat(turns.due().stream().map(BuildTurnsTest::shown).collect(Collectors.joining(" ")))
                .isEqualTo(due == null ? "" : due);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // a namespace that is full waits for its own
                "a:1 a:2             | a:3                         |        | a:3 | 2",
                "a:1 a:2             | a:3 a:4 a:5                 |        | a:5 | 4",
                "a:1 a:2 b:3         | b:9 a:4 a:5                 |        | a:5 | 3",
                // where all places are taken, everybody waits for everybody in front
                "a:1 a:2 b:3 c:4     | b:5                         |        | b:5 | 4",
                "a:1 a:2 b:3 c:4     | b:5 b:6 c:7                 |        | b:6 | 6",
                "a:1 a:2 b:3 c:4     | b:5 b:6 c:7                 | b c    | c:7 | 5",
                "a:1 a:2 b:3 c:4     | b:5 b:6 d:7                 | b      | d:7 | 4",
                // a build that several wait for is one
                "a:1 a:2 b:3 c:4     | b:5 c:5 c:6                 |        | c:6 | 5",
                "a:1 a:2 b:3 c:4     | b:5 c:5 c:6                 |        | c:5 | 4",
            })
    void saysHowManyAreBefore(String running, String waiting, @Nullable String served, String one, int before) {
        var turns = new BuildTurns(running(running), new BuildsDocument(waiting(waiting), words(served)), LIMITS);

        assertThat(turns.before(waiting(one).getFirst())).isEqualTo(before);
    }

    /** Namespace a always has a hundred waiting; b comes at any time, and begins at latest when the next build ends. */
    @Test
    void aFloodDelaysOthersByNoMoreThanTheEndOfOneBuild() {
        var random = new Random(1);
        for (var game = 0; game < 200; game++) {
            var limits = limits(random);
            var known = new BuildsDocument(waiting("a:", 100), List.of());
            var running = new ArrayList<UnfinishedBuild>();
            known = begin(running, known, limits);
            for (var ends = random.nextInt(20); ends > 0; ends--) {
                running.remove(random.nextInt(running.size()));
                known = begin(running, known, limits);
            }
            known = begin(running, WaitingBuilds.with(known, waiting("b:x").getFirst()), limits);
            if (!runs(running, "x")) {
                running.remove(random.nextInt(running.size()));
                known = begin(running, known, limits);
            }

            assertThat(runs(running, "x")).as("game %s, %s", game, limits).isTrue();
            assertThat(known.waiting()).hasSizeLessThan(100);
        }
    }

    /** Three namespaces with endless wishes, one place: each has every third turn. */
    @Test
    void everybodyHasTheSameNumberOfTurns() {
        var limits = new BuildLimits(1L << 30, 1, 1);
        var known = new BuildsDocument(
                Stream.of("a:", "b:", "c:")
                        .flatMap(of -> waiting(of, 30).stream())
                        .toList(),
                List.of());
        var turns = new ArrayList<String>();
        for (var turn = 0; turn < 30; turn++) {
            var running = new ArrayList<UnfinishedBuild>();
            known = begin(running, known, limits);
            turns.add(running.getFirst().namespace());
        }

        assertThat(turns)
                .isEqualTo(IntStream.range(0, 30)
                        .mapToObj(n -> List.of("a", "b", "c").get(n % 3))
                        .toList());
    }

    /** Who comes back for each turn, one wish at a time, is not let in again before others. */
    @Test
    void whoAsksAnewIsNotNew() {
        var limits = new BuildLimits(1L << 30, 1, 1);
        var known = new BuildsDocument(waiting("b:", 10), List.of());
        var turns = new ArrayList<String>();
        for (var turn = 0; turn < 6; turn++) {
            known = WaitingBuilds.with(known, waiting("a:again-" + turn).getFirst());
            var running = new ArrayList<UnfinishedBuild>();
            known = begin(running, known, limits);
            turns.add(running.getFirst().namespace());
        }

        assertThat(turns).containsExactly("b", "a", "b", "a", "b", "a");
    }

    private static BuildLimits limits(Random random) {
        var atOnce = 1 + random.nextInt(5);
        return new BuildLimits(1L << 30, atOnce, 1 + random.nextInt(atOnce));
    }

    private static boolean runs(List<UnfinishedBuild> running, String build) {
        return running.stream().anyMatch(one -> one.build().equals(build));
    }

    /** Everybody who is due begins. */
    private static BuildsDocument begin(List<UnfinishedBuild> running, BuildsDocument known, BuildLimits limits) {
        var left = known;
        for (var one : new BuildTurns(running, known, limits).due()) {
            running.add(new UnfinishedBuild(one.build(), one.namespace()));
            left = WaitingBuilds.begun(left, one.build(), one.namespace());
        }
        return left;
    }

    private static List<Waiting> waiting(String namespace, int number) {
        return IntStream.range(0, number)
                .mapToObj(n -> waiting(namespace + namespace.charAt(0) + n).getFirst())
                .toList();
    }

    private static List<Waiting> waiting(@Nullable String shown) {
        return words(shown).stream()
                .map(word -> word.split(":", 2))
                .map(word -> new Waiting(word[1], word[0], "seed-" + word[1], SINCE))
                .toList();
    }

    private static List<UnfinishedBuild> running(@Nullable String shown) {
        return words(shown).stream()
                .map(word -> word.split(":", 2))
                .map(word -> new UnfinishedBuild(word[1], word[0].equals("?") ? "" : word[0]))
                .toList();
    }

    private static String shown(Waiting waiting) {
        return waiting.namespace() + ":" + waiting.build();
    }

    private static List<String> words(@Nullable String shown) {
        return shown == null ? List.of() : Arrays.asList(shown.split(" ", -1));
    }
}
