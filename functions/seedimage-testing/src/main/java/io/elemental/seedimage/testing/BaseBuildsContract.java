package io.elemental.seedimage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.BuildGrant;
import io.elemental.seedimage.rules.cluster.BuildState;
import io.elemental.seedimage.rules.cluster.UnfinishedBuild;
import java.time.Instant;
import java.util.HashSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What all {@link BaseBuilds} must do. */
public interface BaseBuildsContract {

    long SCRATCH = 64L * 1024 * 1024;
    String NAMESPACE = "fleet";

    Instant RENEW_AT = Instant.parse("2026-11-24T14:00:00Z");

    BaseBuilds builds();

    /** A grant with which a builder runs longer than a test. */
    byte[] grant();

    /** Runs a build that was claimed, to a good end. */
    void succeed(String build);

    /** Runs a build that was claimed, until the builder refuses with this sentence. */
    void refuse(String build, String sentence);

    @Test
    default void knowsNothingOfTheUnknown() {
        var build = someBuild();

        assertThat(builds().stateOf(build)).isEqualTo(new BuildState.NotStarted());
        assertThat(builds().uploadIdOf(build)).isEmpty();
        assertThat(builds().all()).doesNotContain(build);
    }

    @Test
    default void whoClaimsFirstGetsIt() {
        var build = someBuild();

        assertThat(builds().claim(build, "first", SCRATCH, NAMESPACE)).isEqualTo("first");
        assertThat(builds().claim(build, "second", SCRATCH, NAMESPACE)).isEqualTo("first");

        assertThat(builds().uploadIdOf(build)).hasValue("first");
    }

    @Test
    default void oneOfManyAtOnceGetsIt() {
        var build = someBuild();
        var uploads = IntStream.range(0, 8).mapToObj("upload-%s"::formatted).toList();

        var claimed = Concurrently.forEach(uploads, upload -> builds().claim(build, upload, SCRATCH, NAMESPACE));

        assertThat(new HashSet<>(claimed)).hasSize(1).isSubsetOf(uploads);
        assertThat(builds().uploadIdOf(build)).hasValue(claimed.getFirst());
    }

    @Test
    default void aClaimedBuildIsNotStarted() {
        var build = claimed();

        assertThat(builds().stateOf(build)).isEqualTo(new BuildState.NotStarted());
    }

    @Test
    default void runsABuildOnce() {
        var build = claimed();

        builds().run(build, given());
        builds().run(build, given());

        assertThat(builds().stateOf(build)).isEqualTo(new BuildState.Running(RENEW_AT));
        assertThat(builds().claim(build, "late", SCRATCH, NAMESPACE)).isEqualTo("upload");
    }

    @Test
    default void aGrantIsReplacedWhileItsBuildRuns() {
        var build = claimed();
        var later = RENEW_AT.plusSeconds(3600);

        builds().renew(build, new BuildGrant(grant(), later));
        assertThat(builds().stateOf(build)).isEqualTo(new BuildState.NotStarted());

        builds().run(build, given());
        builds().renew(build, new BuildGrant(grant(), later));
        assertThat(builds().stateOf(build)).isEqualTo(new BuildState.Running(later));

        builds().remove(build);
        builds().renew(build, new BuildGrant(grant(), later));
        assertThat(builds().stateOf(build)).isEqualTo(new BuildState.NotStarted());
    }

    @Test
    default void manyMayRunItAtOnce() {
        var build = claimed();

        var _ = Concurrently.forEach(IntStream.range(0, 8).boxed().toList(), number -> {
            builds().run(build, given());
            return number;
        });

        assertThat(builds().stateOf(build)).isEqualTo(new BuildState.Running(RENEW_AT));
    }

    @Test
    default void runsNothingThatWasNotClaimed() {
        var build = someBuild();

        builds().run(build, given());

        assertThat(builds().stateOf(build)).isEqualTo(new BuildState.NotStarted());
        assertThat(builds().all()).doesNotContain(build);
    }

    @Test
    default void knowsWhatEndedWell() {
        var build = claimed();

        succeed(build);
        assertThat(builds().stateOf(build)).isEqualTo(new BuildState.Succeeded());

        builds().run(build, given());
        assertThat(builds().stateOf(build)).isEqualTo(new BuildState.Succeeded());
        assertThat(builds().uploadIdOf(build)).hasValue("upload");
        assertThat(builds().all()).contains(build);
    }

    @Test
    default void knowsTheLastSentenceOfWhatEndedBadly() {
        var build = claimed();
        var sentence = "The source https://mirror.example/x.iso answers with status 404.";

        refuse(build, sentence);
        assertThat(builds().stateOf(build)).isEqualTo(new BuildState.Failed("Refused", sentence));

        builds().run(build, given());
        assertThat(builds().stateOf(build)).isEqualTo(new BuildState.Failed("Refused", sentence));
    }

    @Test
    default void forgetsWhatIsRemoved() {
        var build = claimed();
        builds().run(build, given());

        builds().remove(build);
        builds().remove(build);

        assertThat(builds().stateOf(build)).isEqualTo(new BuildState.NotStarted());
        assertThat(builds().uploadIdOf(build)).isEmpty();
        assertThat(builds().all()).doesNotContain(build);
    }

    @Test
    default void aRemovedBuildBeginsAnew() {
        var build = claimed();
        builds().run(build, given());
        builds().remove(build);

        assertThat(builds().claim(build, "another", SCRATCH, NAMESPACE)).isEqualTo("another");

        assertThat(builds().stateOf(build)).isEqualTo(new BuildState.NotStarted());
        builds().run(build, given());
        assertThat(builds().stateOf(build)).isEqualTo(new BuildState.Running(RENEW_AT));
    }

    @Test
    default void listsAllThatAreKnown() {
        var claimed = claimed();
        var running = claimed();
        builds().run(running, given());
        var removed = claimed();
        builds().remove(removed);

        assertThat(builds().all())
                .contains(claimed, running)
                .doesNotContain(removed)
                .doesNotHaveDuplicates();
    }

    @Test
    default void whatIsClaimedHoldsAPlaceForItsNamespaceUntilItEnds() {
        var claimed = someBuild();
        var _ = builds().claim(claimed, "upload", SCRATCH, "lab");
        var _ = builds().claim(claimed, "late", SCRATCH, NAMESPACE);
        var running = claimed();
        builds().run(running, given());
        var succeeded = claimed();
        succeed(succeeded);
        var refused = claimed();
        refuse(refused, "The disk is full.");
        var removed = claimed();
        builds().run(removed, given());
        builds().remove(removed);

        assertThat(builds().unfinished())
                .contains(new UnfinishedBuild(claimed, "lab"), new UnfinishedBuild(running, NAMESPACE))
                .extracting(UnfinishedBuild::build)
                .doesNotContain(succeeded, refused, removed)
                .doesNotHaveDuplicates();
    }

    private BuildGrant given() {
        return new BuildGrant(grant(), RENEW_AT);
    }

    private String claimed() {
        var build = someBuild();
        var _ = builds().claim(build, "upload", SCRATCH, NAMESPACE);
        return build;
    }

    private static String someBuild() {
        return UUID.randomUUID().toString().replace("-", "") + "-1";
    }
}
