package io.elemental.seedimage.testing;

import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.BuildGrant;
import io.elemental.seedimage.rules.cluster.BuildState;
import io.elemental.seedimage.rules.cluster.UnfinishedBuild;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Base builds in memory: they run until a test says how they end. */
public final class InMemoryBaseBuilds implements BaseBuilds {

    private final Map<String, Build> builds = new TreeMap<>();
    private int started;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Build(String uploadId, String namespace, byte[] grant, BuildState state) {

        Build with(byte[] given, BuildState now) {
            return new Build(uploadId, namespace, given, now);
        }
    }

    @Override
    public synchronized BuildState stateOf(String build) {
        return find(build).map(Build::state).orElseGet(BuildState.NotStarted::new);
    }

    @Override
    public synchronized String claim(String build, String uploadId, long maxSize, String namespace) {
        var claimed = new Build(uploadId, namespace, new byte[0], new BuildState.NotStarted());
        return builds.computeIfAbsent(build, _ -> claimed).uploadId();
    }

    @Override
    public synchronized void run(String build, BuildGrant grant) {
        builds.computeIfPresent(build, (_, claimed) -> {
            if (!(claimed.state() instanceof BuildState.NotStarted)) {
                return claimed;
            }
            started++;
            return claimed.with(grant.document().clone(), new BuildState.Running(grant.renewAt()));
        });
    }

    @Override
    public synchronized void renew(String build, BuildGrant grant) {
        builds.computeIfPresent(
                build,
                (_, now) -> now.state() instanceof BuildState.Running
                        ? now.with(grant.document().clone(), new BuildState.Running(grant.renewAt()))
                        : now);
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
        builds.computeIfPresent(build, (_, now) -> now.with(now.grant(), state));
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

    @Override
    public synchronized List<UnfinishedBuild> unfinished() {
        return builds.entrySet().stream()
                .filter(build -> build.getValue().state() instanceof BuildState.NotStarted
                        || build.getValue().state() instanceof BuildState.Running)
                .map(build ->
                        new UnfinishedBuild(build.getKey(), build.getValue().namespace()))
                .toList();
    }

    /** How many builders were ever started. */
    public synchronized int started() {
        return started;
    }

    private Optional<Build> find(String build) {
        return Optional.ofNullable(builds.get(build));
    }
}
