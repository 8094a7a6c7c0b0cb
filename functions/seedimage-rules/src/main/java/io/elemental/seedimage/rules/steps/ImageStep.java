package io.elemental.seedimage.rules.steps;

import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.cluster.BuildState;
import io.elemental.seedimage.rules.steps.ImageFacts.BaseFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What one image of a SeedImage needs next, decided from facts alone. */
public sealed interface ImageStep {

    /** A step towards another base, or the report that there is none. */
    sealed interface SourceStep extends ImageStep {}

    /** Another attempt to build its base is begun. */
    record BeginAttempt(int attempt) implements SourceStep {}

    /** An attempt was begun, but its builder not started. */
    record StartBuild(int attempt) implements SourceStep {}

    record AwaitBuild(int attempt) implements SourceStep {}

    /** The builder runs, and needs a newer grant to come to its end. */
    record RenewGrant(int attempt) implements SourceStep {}

    /** The builder ended well: its result becomes the base. */
    record RecordResult(int attempt) implements SourceStep {}

    /** The builder ended badly. */
    record RecordFailure(int attempt, BuildState.Failed failure) implements SourceStep {}

    /** The newest attempt failed, and nothing calls for another one now. */
    record ReportFailure(String message) implements SourceStep {}

    /** It cannot be made on the base that is there; trying again does not help. */
    record Refuse(String sentence) implements ImageStep {}

    /** The base is there: the image is laid over it. */
    record Render() implements ImageStep {}

    /** The image is ready: the store makes one object of it. */
    record Compose(CatalogVariant.Ready image) implements ImageStep {}

    record Done(CatalogVariant.Ready image) implements ImageStep {}

    /**
     * Decides while there is no base.
     *
     * @param retryAfter how old a failure is before a younger SeedImage leads to another attempt
     */
    static SourceStep withoutBase(ImageFacts facts, Instant now, Duration retryAfter) {
        return ofSource(facts, false, now, retryAfter).orElseGet(() -> nextAttempt(facts));
    }

    /** Decides where a base is there; {@code retryAfter} as without one. */
    static ImageStep onBase(ImageFacts facts, BaseFacts base, Instant now, Duration retryAfter) {
        return ofSource(facts, true, now, retryAfter)
                .<ImageStep>map(step -> step)
                .orElseGet(() -> ofBase(facts, base));
    }

    /** Empty where the image goes on with the base that is there, or with the first attempt to build one. */
    private static Optional<SourceStep> ofSource(
            ImageFacts facts, boolean baseThere, Instant now, Duration retryAfter) {
        var asked = facts.newerBaseAsked() || (facts.everNewerBase() && facts.newGeneration() && !facts.awaited());
        var source = facts.source();
        if (source.attempt() > 0 && !source.ended()) {
            return underWay(facts, asked || facts.awaited() || !baseThere, now);
        }
        if (asked || retries(facts, baseThere, now, retryAfter)) {
            return Optional.of(nextAttempt(facts));
        }
        return source.failedAt().isPresent() && (!baseThere || concerned(facts))
                ? Optional.of(new ReportFailure(source.failure()))
                : Optional.empty();
    }

    private static SourceStep nextAttempt(ImageFacts facts) {
        return new BeginAttempt(facts.source().attempt() + 1);
    }

    /** Whoever does not need the attempt goes on with the base that is there, but records an end that it sees. */
    private static Optional<SourceStep> underWay(ImageFacts facts, boolean needed, Instant now) {
        var attempt = facts.source().attempt();
        return switch (facts.source().build()) {
            case BuildState.NotStarted() -> needed ? Optional.of(new StartBuild(attempt)) : Optional.empty();
            case BuildState.Running(var renewAt)
            when needed && !now.isBefore(renewAt) -> Optional.of(new RenewGrant(attempt));
            case BuildState.Running _, BuildState.Terminating() ->
                needed ? Optional.of(new AwaitBuild(attempt)) : Optional.empty();
            case BuildState.Succeeded() -> Optional.of(new RecordResult(attempt));
            case BuildState.Failed failure -> Optional.of(new RecordFailure(attempt, failure));
        };
    }

    /** Whether a failure calls for another attempt by itself. */
    private static boolean retries(ImageFacts facts, boolean baseThere, Instant now, Duration retryAfter) {
        if (facts.source().failedAt().isEmpty()) {
            return false;
        }
        if (facts.source().againAt().filter(at -> !now.isBefore(at)).isPresent()) {
            return !baseThere || concerned(facts);
        }
        if (facts.awaited()) {
            return false;
        }
        if (facts.inherited()) {
            return !baseThere
                    && facts.retryAt(retryAfter).filter(at -> !now.isBefore(at)).isPresent();
        }
        return facts.newGeneration() && (!baseThere || facts.failedBefore());
    }

    /** Whether the SeedImage itself asked for what failed, although there is an older base. */
    private static boolean concerned(ImageFacts facts) {
        return !facts.inherited() && (facts.awaited() || facts.failedBefore());
    }

    private static ImageStep ofBase(ImageFacts facts, BaseFacts base) {
        if (base.unfit().isPresent()) {
            return new Refuse(base.unfit().get());
        }
        return facts.ready(base.identity())
                .<ImageStep>map(
                        image -> facts.composedWanted() && !image.composed() ? new Compose(image) : new Done(image))
                .orElseGet(Render::new);
    }
}
