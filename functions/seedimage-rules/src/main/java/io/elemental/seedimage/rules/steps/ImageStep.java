package io.elemental.seedimage.rules.steps;

import io.elemental.seedimage.rules.cluster.BuildState;
import java.time.Duration;
import java.time.Instant;

/** What one image of a SeedImage needs next, decided from facts alone. */
public sealed interface ImageStep {

    /** It cannot be made, or not on the base that is there; trying again does not help. */
    record Refuse(String sentence) implements ImageStep {}

    /** Another attempt to build its base is begun. */
    record BeginAttempt(int attempt) implements ImageStep {}

    /** An attempt was begun, but its builder not started. */
    record StartBuild(int attempt) implements ImageStep {}

    record AwaitBuild(int attempt) implements ImageStep {}

    /** The builder ended well: its result becomes the base. */
    record RecordResult(int attempt) implements ImageStep {}

    /** The builder ended badly. */
    record RecordFailure(int attempt, String reason, String message) implements ImageStep {}

    /** The newest attempt failed, and nothing calls for another one. */
    record ReportFailure(String message) implements ImageStep {}

    /** The base is there: the image is laid over it. */
    record Render() implements ImageStep {}

    /** The image is ready: the store makes one object of it. */
    record Compose() implements ImageStep {}

    record Done() implements ImageStep {}

    /**
     * Decides.
     *
     * @param retryAfter how old a failure is before a younger SeedImage leads to another attempt
     */
    static ImageStep decide(ImageFacts facts, Instant now, Duration retryAfter) {
        if (facts.refusal().isPresent()) {
            return new Refuse(facts.refusal().get());
        }
        var asked = facts.newerBaseAsked() || (facts.everNewerBase() && facts.newGeneration() && !facts.awaited());
        var source = facts.source();
        if (source.attempt() > 0 && !source.ended()) {
            return underWay(facts, asked || facts.awaited() || !facts.baseThere());
        }
        if (asked || retries(facts, now, retryAfter)) {
            return new BeginAttempt(source.attempt() + 1);
        }
        if (source.failedAt().isPresent() && (!facts.baseThere() || concerned(facts))) {
            return new ReportFailure(source.failure());
        }
        return facts.baseThere() ? onBase(facts) : new BeginAttempt(source.attempt() + 1);
    }

    /** Whoever does not need the attempt goes on with the base that is there, but records an end that it sees. */
    private static ImageStep underWay(ImageFacts facts, boolean needed) {
        var attempt = facts.source().attempt();
        return switch (facts.source().build()) {
            case BuildState.NotStarted() -> needed ? new StartBuild(attempt) : onBase(facts);
            case BuildState.Running(), BuildState.Terminating() -> needed ? new AwaitBuild(attempt) : onBase(facts);
            case BuildState.Succeeded() -> new RecordResult(attempt);
            case BuildState.Failed(var reason, var message) -> new RecordFailure(attempt, reason, message);
        };
    }

    /** Whether a failure calls for another attempt by itself. */
    private static boolean retries(ImageFacts facts, Instant now, Duration retryAfter) {
        var failedAt = facts.source().failedAt();
        if (failedAt.isEmpty() || facts.awaited()) {
            return false;
        }
        if (facts.inherited()) {
            return facts.retryAt(retryAfter).filter(at -> !now.isBefore(at)).isPresent();
        }
        return facts.newGeneration() && (!facts.baseThere() || facts.failedBefore());
    }

    /** Whether the SeedImage itself asked for what failed, although there is an older base. */
    private static boolean concerned(ImageFacts facts) {
        return !facts.inherited() && (facts.awaited() || facts.failedBefore());
    }

    private static ImageStep onBase(ImageFacts facts) {
        if (facts.unfit().isPresent()) {
            return new Refuse(facts.unfit().get());
        }
        return facts.ready()
                .<ImageStep>map(image -> facts.composedWanted() && !image.composed() ? new Compose() : new Done())
                .orElseGet(Render::new);
    }
}
