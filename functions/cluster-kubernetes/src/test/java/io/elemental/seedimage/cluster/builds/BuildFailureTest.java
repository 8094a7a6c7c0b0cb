package io.elemental.seedimage.cluster.builds;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.cluster.BuildState.Failed;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildFailureTest {

    private static final String BACKOFF = "BackoffLimitExceeded";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1   | Error     | 'Fetching\nThe disk is full.\n' | Refused       | The disk is full.",
                "75  | Error     | 'The store is away.'           | TryAgain      | The store is away.",
                "2   | Error     | '--grant is missing.'          | BuilderFailed | --grant is missing.",
                "70  | Error     | 'A mistake.'                   | BuilderFailed | A mistake.",
                "70  | Error     |                                | BuilderFailed | The builder ended with status 70.",
                "1   |           | ' '                            | Refused       | The builder ended with status 1.",
                "143 | Error     | 'AddSlots: 10 bytes'           | Killed        | The builder was ended by signal 15 before it was done.",
                "137 | OOMKilled | 'AddSlots: 10 bytes'           | OOMKilled     | The builder needed more memory than its limit of 512 MiB.",
                "255 | Unknown   |                                | Lost          | The builder was lost with its node before it was done.",
                "137 | ContainerStatusUnknown | 'It could not be located.' | Lost   | The builder was lost with its node before it was done.",
                "128 | StartError| 'no such file: /builder'       | StartError    | no such file: /builder",
            })
    void saysWhatTheBuilderSaid(
            int status, @Nullable String why, @Nullable String words, String reason, String sentence) {
        assertThat(BuildFailure.of(job(BACKOFF), List.of(pod(status, why, words))))
                .isEqualTo(new Failed(
                        reason, sentence, List.of("TryAgain", "Killed", "Lost").contains(reason)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT5H  | 5 h",
                "PT90M | 90 min",
                "PT61S | 61 s",
            })
    void saysWhichDeadlineIsOver(Duration deadline, String shown) {
        assertThat(BuildFailure.of(job("DeadlineExceeded", deadline), List.of(pod(143, "Error", "Stopped."))))
                .isEqualTo(new Failed(
                        "DeadlineExceeded", "The builder was not done within its deadline of %s.".formatted(shown)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Evicted  | Usage of EmptyDir volume \"scratch\" exceeds the limit \"1Gi\". | The builder's pod was evicted: Usage of EmptyDir volume \"scratch\" exceeds the limit \"1Gi\".",
                "Evicted  |                        | The builder's pod was evicted: the node does not say why",
                "NodeLost | The node went away.    | The builder's pod was ended: The node went away.",
                "NodeLost |                        | The builder's pod was ended: the node does not say why",
            })
    void saysWhyTheNodeEndedThePod(String why, @Nullable String message, String sentence) {
        var pod = new PodBuilder(pod(137, "ContainerStatusUnknown", "The container could not be located."))
                .editStatus()
                .withReason(why)
                .withMessage(message)
                .endStatus()
                .build();

        assertThat(BuildFailure.of(job(BACKOFF), List.of(pod))).isEqualTo(new Failed(why, sentence, true));
    }

    @Test
    void saysWhyTheClusterEndedThePod() {
        var pod = new PodBuilder(pod(143, "Error", "Stopped by a signal."))
                .editStatus()
                .withConditions(new PodConditionBuilder()
                        .withType("DisruptionTarget")
                        .withStatus("True")
                        .withReason("PreemptionByScheduler")
                        .withMessage("Preempted by a pod of higher priority")
                        .build())
                .endStatus()
                .build();

        assertThat(BuildFailure.of(job(BACKOFF), List.of(pod)))
                .isEqualTo(new Failed(
                        "PreemptionByScheduler",
                        "The builder's pod was disrupted: Preempted by a pod of higher priority",
                        true));
    }

    @Test
    void saysWhatTheJobSaysWhenThereIsNoPod() {
        assertThat(BuildFailure.of(job(BACKOFF), List.of()))
                .isEqualTo(new Failed(
                        BACKOFF,
                        "The builder failed, and its pod is gone: Job has reached the specified backoff limit",
                        true));
    }

    @Test
    void aPodThatSaysNothingIsAsGoodAsNone() {
        var silent = new PodBuilder().withNewMetadata().endMetadata().build();
        var running = new PodBuilder(silent).withNewStatus().endStatus().build();

        assertThat(BuildFailure.of(job(BACKOFF), List.of(silent, running)).reason())
                .isEqualTo(BACKOFF);
    }

    @Test
    void theNewestPodCounts() {
        var older = pod(1, "Error", "The older one.");
        older.getMetadata().setCreationTimestamp("2026-11-22T10:00:00Z");
        var newer = pod(1, "Error", "The newer one.");
        newer.getMetadata().setCreationTimestamp("2026-11-22T10:00:01Z");

        assertThat(BuildFailure.of(job(BACKOFF), List.of(older, newer)).message())
                .isEqualTo("The newer one.");
    }

    @Test
    void isOneShortLine() {
        var failed = BuildFailure.of(job(BACKOFF), List.of(pod(1, "Error", "\u001b[1m" + "x".repeat(3000))));

        assertThat(failed.message()).hasSize(400).startsWith("[1mx").endsWith("...");
    }

    private static Job job(String reason) {
        return job(reason, Duration.ofHours(5));
    }

    private static Job job(String reason, Duration deadline) {
        var settings = new BaseBuildSettings("n", "i", null, deadline, 512L << 20, 1, 1, null);
        return new JobBuilder(BaseBuildJob.of(settings, "build-1", "upload", 1 << 20, "fleet"))
                .withNewStatus()
                .addNewCondition()
                .withType("Failed")
                .withStatus("True")
                .withReason(reason)
                .withMessage("Job has reached the specified backoff limit")
                .endCondition()
                .endStatus()
                .build();
    }

    private static Pod pod(int status, @Nullable String reason, @Nullable String message) {
        return new PodBuilder()
                .withNewMetadata()
                .endMetadata()
                .withSpec(job(BACKOFF).getSpec().getTemplate().getSpec())
                .withNewStatus()
                .addNewContainerStatus()
                .withName("sidecar")
                .endContainerStatus()
                .addNewContainerStatus()
                .withName("base-builder")
                .withNewState()
                .withNewTerminated()
                .withExitCode(status)
                .withReason(reason)
                .withMessage(message)
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }
}
