package io.elemental.seedimage.cluster.builds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobPhaseTest {

    @ParameterizedTest
    @CsvSource({
        "Complete, True, SUCCEEDED",
        "SuccessCriteriaMet, True, SUCCEEDED",
        "Failed, True, FAILED",
        "FailureTarget, True, FAILED",
        "Suspended, True, UNFINISHED",
        "Complete, False, UNFINISHED",
        "Failed, Unknown, UNFINISHED",
    })
    void followsFromTheConditions(String type, String status, JobPhase phase) {
        assertThat(JobPhase.of(job(type, status))).isEqualTo(phase);
    }

    @Test
    void isUnfinishedAsLongAsNobodySaysOtherwise() {
        assertThat(JobPhase.of(job().build())).isEqualTo(JobPhase.UNFINISHED);
        assertThat(JobPhase.of(job().withNewStatus().endStatus().build())).isEqualTo(JobPhase.UNFINISHED);
    }

    @Test
    void deletionCountsMoreThanAnyEnd() {
        var job = job("Complete", "True");
        job.getMetadata().setDeletionTimestamp("2026-11-22T10:00:00Z");

        assertThat(JobPhase.of(job)).isEqualTo(JobPhase.TERMINATING);
    }

    private static JobBuilder job() {
        return new JobBuilder().withNewMetadata().endMetadata();
    }

    private static Job job(String type, String status) {
        return job().withNewStatus()
                .withConditions(new JobConditionBuilder()
                        .withType(type)
                        .withStatus(status)
                        .build())
                .endStatus()
                .build();
    }
}
