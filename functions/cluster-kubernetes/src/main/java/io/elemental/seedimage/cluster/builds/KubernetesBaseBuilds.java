package io.elemental.seedimage.cluster.builds;

import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.BuildGrant;
import io.elemental.seedimage.rules.cluster.BuildState;
import io.elemental.seedimage.rules.cluster.ClusterRefusedException;
import io.elemental.seedimage.rules.cluster.UnfinishedBuild;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/** Builds bases in Jobs. A Job's name is its build's, so a build runs only once. Its pod waits for the grant. */
public final class KubernetesBaseBuilds implements BaseBuilds {

    private static final int TRIES = 5;
    private static final long PAGE = 500;

    private final BaseBuildSettings settings;
    private final BaseBuildJobs jobs;
    private final GrantSecrets grants;

    public KubernetesBaseBuilds(KubernetesClient client, BaseBuildSettings settings) {
        this(client, settings, PAGE);
    }

    /** @param page how many Jobs are listed at a time */
    public KubernetesBaseBuilds(KubernetesClient client, BaseBuildSettings settings, long page) {
        this.settings = settings;
        this.jobs = new BaseBuildJobs(client, settings.namespace(), page);
        this.grants = new GrantSecrets(client, settings.namespace());
    }

    @Override
    public BuildState stateOf(String build) {
        return jobs.find(build).map(this::stateOf).orElseGet(BuildState.NotStarted::new);
    }

    private BuildState stateOf(Job job) {
        return switch (JobPhase.of(job)) {
            case TERMINATING -> new BuildState.Terminating();
            case SUCCEEDED -> new BuildState.Succeeded();
            case FAILED -> BuildFailure.of(job, jobs.pods(job));
            case UNFINISHED ->
                grants.renewal(job).<BuildState>map(BuildState.Running::new).orElseGet(BuildState.NotStarted::new);
        };
    }

    @Override
    public String claim(String build, String uploadId, long maxSize, String namespace) {
        var job = BaseBuildJob.of(settings, build, uploadId, maxSize, namespace);
        for (var tries = 0; tries < TRIES; tries++) {
            if (jobs.create(build, job)) {
                return uploadId;
            }
            var there = jobs.find(build);
            if (there.isPresent()) {
                return there.flatMap(BaseBuildJob::uploadId)
                        .orElseThrow(() -> notCreated(build, "there is a Job of that name that is not ours"));
            }
        }
        throw notCreated(build, "others of that name keep appearing");
    }

    private ClusterRefusedException notCreated(String build, String why) {
        return new ClusterRefusedException("cannot create %s: %s".formatted(jobs.shown(build), why));
    }

    @Override
    public void run(String build, BuildGrant grant) {
        unfinished(build).ifPresent(job -> grants.give(job, build, grant));
    }

    @Override
    public void renew(String build, BuildGrant grant) {
        unfinished(build).ifPresent(job -> grants.renew(job, grant));
    }

    private Optional<Job> unfinished(String build) {
        return jobs.find(build).filter(job -> JobPhase.of(job) == JobPhase.UNFINISHED);
    }

    @Override
    public Optional<String> uploadIdOf(String build) {
        return jobs.find(build).flatMap(BaseBuildJob::uploadId);
    }

    /** Removes a build. The grant goes first, so that no later Job of that name starts with it. */
    @Override
    public void remove(String build) {
        grants.remove(BaseBuildJob.name(build));
        jobs.delete(build);
    }

    @Override
    public List<String> all() {
        return jobs.builds();
    }

    @Override
    public List<UnfinishedBuild> unfinished() {
        return jobs.all().stream()
                .filter(job -> JobPhase.of(job) == JobPhase.UNFINISHED)
                .map(job -> new UnfinishedBuild(BaseBuildJob.build(job), BaseBuildJob.wantedIn(job)))
                .toList();
    }
}
