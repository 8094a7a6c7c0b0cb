package io.elemental.seedimage.testing;

import io.elemental.seedimage.rules.BaseBuilds;
import io.elemental.seedimage.rules.BuildState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Base builds in memory: they run until a test says how they end. */
public final class InMemoryBaseBuilds implements BaseBuilds {

    private final Map<String, Build> builds = new TreeMap<>();
    private int started;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Build(String uploadId, byte[] grant, BuildState state) {}

    @Override
    public synchronized BuildState stateOf(String build) {
        return find(build).map(Build::state).orElseGet(BuildState.NotStarted::new);
    }

    @Override
    public synchronized String claim(String build, String uploadId, long scratchSize) {
        return builds.computeIfAbsent(build, _ -> new Build(uploadId, new byte[0], new BuildState.NotStarted()))
                .uploadId();
    }

    @Override
    public synchronized void run(String build, byte[] grant) {
        builds.computeIfPresent(build, (_, claimed) -> {
            if (!(claimed.state() instanceof BuildState.NotStarted)) {
                return claimed;
            }
            started++;
            return new Build(claimed.uploadId(), grant.clone(), new BuildState.Running());
        });
    }

    @Override
    public synchronized Optional<String> uploadIdOf(String build) {
        return find(build).map(Build::uploadId);
    }

    @Override
    public synchronized void remove(String build) {
        builds.remove(build);
    }

    /** Says what became of a build. */
    public synchronized void end(String build, BuildState state) {
        builds.computeIfPresent(build, (_, now) -> new Build(now.uploadId(), now.grant(), state));
    }

    /** What the builder of this build was given. */
    public synchronized byte[] grant(String build) {
        return find(build).map(Build::grant).orElseThrow().clone();
    }

    /** In the order of their names. */
    @Override
    public synchronized List<String> all() {
        return List.copyOf(builds.keySet());
    }

    /** How many builders were ever started. */
    public synchronized int started() {
        return started;
    }

    private Optional<Build> find(String build) {
        return Optional.ofNullable(builds.get(build));
    }
}
