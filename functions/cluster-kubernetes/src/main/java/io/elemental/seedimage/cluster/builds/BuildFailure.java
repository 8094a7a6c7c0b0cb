package io.elemental.seedimage.cluster.builds;

import io.elemental.seedimage.rules.OneLine;
import io.elemental.seedimage.rules.cluster.BuildState.Failed;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Explains why the Job of a base build failed: the builder's own sentence, or what is known about its end. */
final class BuildFailure {

    private static final String DEADLINE = "DeadlineExceeded";

    private BuildFailure() {}

    /**
     * A pod that is gone went with its node: a builder that refuses its source says so in the store too.
     *
     * @param pods of the Job that still exist
     */
    static Failed of(Job job, List<Pod> pods) {
        var condition = JobPhase.failure(job);
        var reason = condition.map(JobCondition::getReason).orElse("");
        if (reason.equals(DEADLINE)) {
            return new Failed(DEADLINE, "The builder was not done within its deadline of %s.".formatted(deadline(job)));
        }
        return pods.stream()
                .sorted(Comparator.comparing(BuildFailure::createdAt, Comparator.reverseOrder()))
                .flatMap(pod -> of(pod).stream())
                .findFirst()
                .orElseGet(() -> new Failed(
                        OneLine.of(reason, "BuilderFailed"),
                        OneLine.of("The builder failed, and its pod is gone: "
                                + condition.map(JobCondition::getMessage).orElse("nobody said why")),
                        true));
    }

    private static Optional<Failed> of(Pod pod) {
        return PodEnd.of(pod).or(() -> BuilderEnd.of(pod));
    }

    private static String createdAt(Pod pod) {
        return Objects.requireNonNullElse(pod.getMetadata().getCreationTimestamp(), "");
    }

    private static String deadline(Job job) {
        var seconds = Objects.requireNonNullElse(job.getSpec().getActiveDeadlineSeconds(), 0L);
        var deadline = Duration.ofSeconds(seconds);
        if (seconds % 3600 == 0) {
            return "%s h".formatted(deadline.toHours());
        }
        return seconds % 60 == 0 ? "%s min".formatted(deadline.toMinutes()) : "%s s".formatted(seconds);
    }
}
