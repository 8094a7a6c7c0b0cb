package io.elemental.seedimage.reconcile.queue;

import com.github.benmanes.caffeine.cache.Cache;
import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.reconcile.common.Remembered;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.BuildState;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides which ends of builds are news. Anybody can send events of builds, and finding the SeedImages of a build lists
 * all of them. So a build that nobody started, or whose end was handled, costs only one read.
 */
public final class EndedBuilds {

    private static final int REMEMBERED = 1000;

    private final Function<String, Optional<SourceDocument>> sources;
    private final BaseBuilds builds;
    private final Cache<String, Boolean> told = Remembered.of(REMEMBERED);

    /** @param sources by their ids */
    public EndedBuilds(Function<String, Optional<SourceDocument>> sources, BaseBuilds builds) {
        this.sources = sources;
        this.builds = builds;
    }

    /** Whether the build is its source's newest attempt, has ended, and this is not recorded or not handled yet. */
    public boolean isNews(String build) {
        var end = build.lastIndexOf('-');
        return end > 0
                && sources.apply(build.substring(0, end))
                        .filter(source -> KeptBuilds.newest(source).equals(build))
                        .filter(source -> KeptBuilds.underWay(source) || told.getIfPresent(build) == null)
                        .isPresent()
                && !(builds.stateOf(build) instanceof BuildState.Running);
    }

    /** Notes that all SeedImages of the build were reconciled after its end. */
    public void told(String build) {
        told.put(build, true);
    }
}
