package io.elemental.seedimage.cluster.builds;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The phase of a Job. */
enum JobPhase {
    UNFINISHED,
    SUCCEEDED,
    FAILED,
    TERMINATING;

    static JobPhase of(Job job) {
        if (job.getMetadata().getDeletionTimestamp() != null) {
            return TERMINATING;
        }
        if (failure(job).isPresent()) {
            return FAILED;
        }
        return condition(job, "Complete", "SuccessCriteriaMet").isPresent() ? SUCCEEDED : UNFINISHED;
    }

    /** The condition that says why a Job failed. It may come before its pods have ended. */
    static Optional<JobCondition> failure(Job job) {
        return condition(job, "Failed", "FailureTarget");
    }

    private static Optional<JobCondition> condition(Job job, String... types) {
        return Optional.ofNullable(job.getStatus()).map(JobStatus::getConditions).orElse(List.of()).stream()
                .filter(condition -> Arrays.asList(types).contains(condition.getType()))
                .filter(condition -> "True".equals(condition.getStatus()))
                .findFirst();
    }
}
