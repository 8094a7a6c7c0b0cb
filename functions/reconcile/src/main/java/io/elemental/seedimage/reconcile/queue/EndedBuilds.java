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
 * a build concerns all SeedImages are listed: so not for a build that nobody started, that has not ended, or whose end
 * was told.
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

    /** What an event of a build tells. */
    public enum News {
        NONE,
        /** It does not run: builds that wait may have a place. */
        NOT_RUNNING,
        /** It ended, or that is recorded, and somebody may not have heard of it. */
        ENDED
    }

    /** What is told by an event of a build that is its source's newest attempt. */
    public News newsOf(String build) {
        var end = build.lastIndexOf('-');
        return end <= 0
                ? News.NONE
                : sources.apply(build.substring(0, end))
                        .filter(source -> KeptBuilds.newest(source).equals(build))
                        .map(source -> KeptBuilds.underWay(source) ? underWay(build) : untold(build))
                        .orElse(News.NONE);
    }

    /** A Job that somebody deleted is found by the sweep: to events it is as one that waits. */
    private News underWay(String build) {
        return switch (builds.stateOf(build)) {
            case BuildState.Succeeded _, BuildState.Failed _ -> untold(build);
            case BuildState.NotStarted _, BuildState.Terminating _ -> {
                told.invalidate(build);
                yield News.NOT_RUNNING;
            }
            case BuildState.Running _ -> {
                told.invalidate(build);
                yield News.NONE;
            }
        };
    }

    private News untold(String build) {
        return told.getIfPresent(build) != null ? News.NONE : News.ENDED;
    }

    /** Notes that all SeedImages of the build were reconciled after its end. */
    public void told(String build) {
        told.put(build, true);
    }
}
