package io.elemental.seedimage.download.status;

import io.elemental.seedimage.format.ProgressDocument;
import java.time.Duration;
import java.util.OptionalLong;

/** How long the current step of a build still takes, if it goes on as it did. A builder can write anything. */
final class StepEstimate {

    /** Before that, a step's pace says nothing. */
    private static final Duration LEAST = Duration.ofSeconds(10);

    private StepEstimate() {}

    /** In seconds, from the time of the document on; empty while that is not known. */
    static OptionalLong secondsLeft(ProgressDocument progress) {
        var startedAt = progress.startedAt();
        if (startedAt == null || progress.bytes() <= 0 || progress.totalBytes() < progress.bytes()) {
            return OptionalLong.empty();
        }
        var elapsed = Duration.between(startedAt, progress.at());
        var left = (double) (progress.totalBytes() - progress.bytes()) / progress.bytes() * elapsed.toSeconds();
        return elapsed.compareTo(LEAST) < 0 ? OptionalLong.empty() : OptionalLong.of(Math.round(left));
    }
}
