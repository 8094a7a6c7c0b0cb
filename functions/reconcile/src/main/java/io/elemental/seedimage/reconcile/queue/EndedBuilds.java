package io.elemental.seedimage.reconcile.queue;

import com.github.benmanes.caffeine.cache.Cache;
import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.reconcile.common.Remembered;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.BuildState;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which ends of builds anybody waits for. Whoever reaches the function can send events of builds, and to find out whom
 * a build concerns all SeedImages are listed: so a build that nobody started, or whose end was told, costs one read.
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

    /**
     * Whether it is its source's newest attempt, does not run any longer, and that is not recorded yet or somebody may
     * not have heard of it.
     */
    public boolean isNews(String build) {
        var end = build.lastIndexOf('-');
        return end > 0
                && sources.apply(build.substring(0, end))
                        .filter(source -> KeptBuilds.newest(source).equals(build))
                        .filter(source -> KeptBuilds.underWay(source) || told.getIfPresent(build) == null)
                        .isPresent()
                && !(builds.stateOf(build) instanceof BuildState.Running);
    }

    /** Everybody whom its end concerns was looked at. */
    public void told(String build) {
        told.put(build, true);
    }
}
