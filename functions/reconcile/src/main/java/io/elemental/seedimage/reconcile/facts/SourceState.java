package io.elemental.seedimage.reconcile.facts;

import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.reconcile.settings.BuildRetries;
import io.elemental.seedimage.rules.BaseSource;
import io.elemental.seedimage.rules.OneLine;
import io.elemental.seedimage.rules.store.Precondition;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source of bases, as it was read.
 *
 * @param etag of the document; empty while there is none
 */
public record SourceState(BaseSource from, SourceDocument document, Optional<String> etag) {

    /** The name of an attempt's build. */
    public String build(int attempt) {
        return document.id() + "-" + attempt;
    }

    /** The source of a build, by the build's name. */
    public static String idOf(String build) {
        return build.substring(0, Math.max(0, build.lastIndexOf('-')));
    }

    /** The newest attempt's build, if it failed with this sentence, to which others may have been added. */
    Optional<String> failedWith(String sentence) {
        return Optional.ofNullable(document.failure())
                .filter(failure -> failure.attempt() == document.attempt())
                .filter(failure -> sentence.startsWith(failure.message()))
                .map(failure -> build(failure.attempt()));
    }

    public String progressKey(int attempt) {
        return StoreKeys.progress(build(attempt));
    }

    /** Whether the end of the newest attempt is recorded. Until then the attempt is under way. */
    public boolean ended() {
        return document.checkedAt() != null;
    }

    public Precondition precondition() {
        return etag.<Precondition>map(Precondition.Unchanged::new).orElseGet(Precondition.Absent::new);
    }

    /** Begins an attempt. What the one before failed with is kept: it may be one of several in a row. */
    public SourceDocument begun(int attempt) {
        return with(attempt, document.build(), document.revision(), null, document.failure());
    }

    public SourceDocument built(String build, @Nullable String revision, Instant now) {
        return with(document.attempt(), build, revision, now, null);
    }

    public SourceDocument unchanged(@Nullable String revision, Instant now) {
        return with(document.attempt(), document.build(), revision, now, null);
    }

    /** Records a failure that would come again. Builders may say anything, so the message is cut to one short line. */
    public SourceDocument failed(String reason, String message, Instant now) {
        return failed(reason, message, now, null, null);
    }

    /** Records a failure that says nothing of the source: another attempt is due after a pause. */
    public SourceDocument failedForNow(String reason, String message, BuildRetries retries, Instant now) {
        var inRow = failuresBefore() + 1;
        return failed(reason, message, now, inRow, now.plus(retries.pause(inRow)));
    }

    private int failuresBefore() {
        return Optional.ofNullable(document.failure())
                .filter(last -> last.attempt() == document.attempt() - 1)
                .map(SourceDocument.Failure::inRow)
                .orElse(0);
    }

    private SourceDocument failed(
            String reason, String message, Instant now, @Nullable Integer inRow, @Nullable Instant againAt) {
        var failure = new SourceDocument.Failure(
                document.attempt(), OneLine.of(reason), OneLine.of(message), now, inRow, againAt);
        return with(document.attempt(), document.build(), document.revision(), now, failure);
    }

    private SourceDocument with(
            int attempt,
            @Nullable String build,
            @Nullable String revision,
            @Nullable Instant checkedAt,
            SourceDocument.@Nullable Failure failure) {
        return document.at(attempt, build, revision, checkedAt, failure);
    }
}
