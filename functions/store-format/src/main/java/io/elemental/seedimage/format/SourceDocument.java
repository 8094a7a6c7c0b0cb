package io.elemental.seedimage.format;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code sources/<id>.json}: where bases come from, and the newest one.
 *
 * @param source canonical base image
 * @param platform "linux/amd64"
 * @param type "iso" or "raw"
 * @param slots length in bytes by slot name
 * @param scope the namespace whose own proxy is used to fetch it, else null
 * @param attempt number of the newest attempt, from 1; 0 before the first
 * @param build the newest complete build; null before the first
 * @param revision digest or ETag of the source that {@code build} was made from
 * @param checkedAt when the source was last looked at; null while the newest attempt is at it
 * @param sha256 what the source must have, 64 hex digits; null: anything
 * @param proxy the name of the one that it is asked through, without credentials; null: those of the installation
 */
public record SourceDocument(
        String id,
        String source,
        String platform,
        String type,
        Map<String, Integer> slots,
        @Nullable String scope,
        int attempt,
        @Nullable String build,
        @Nullable String revision,
        @Nullable Instant checkedAt,
        @Nullable Failure failure,
        @Nullable String sha256,
        @Nullable String proxy) {

    /** One whose bytes may be any, and that names no proxy. */
    public SourceDocument(
            String id,
            String source,
            String platform,
            String type,
            Map<String, Integer> slots,
            @Nullable String scope,
            int attempt,
            @Nullable String build,
            @Nullable String revision,
            @Nullable Instant checkedAt,
            @Nullable Failure failure) {
        this(id, source, platform, type, slots, scope, attempt, build, revision, checkedAt, failure, null, null);
    }

    /**
     * The failure of the newest attempt, or of the one before it while that is under way.
     *
     * @param message one sentence
     * @param inRow how many attempts failed one after another that say nothing of the source; null: this one does
     * @param againAt when another attempt is due by itself; null: never
     */
    public record Failure(
            int attempt,
            String reason,
            String message,
            Instant at,
            @Nullable Integer inRow,
            @Nullable Instant againAt) {}
}
