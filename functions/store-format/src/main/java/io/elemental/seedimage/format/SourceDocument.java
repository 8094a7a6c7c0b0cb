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
 * @param scope the namespace that says itself how it is reached, else null
 * @param attempt number of the newest attempt, from 1; 0 before the first
 * @param build the newest complete build; null before the first
 * @param revision digest or ETag of the source that {@code build} was made from
 * @param checkedAt when the source was last looked at; null while the newest attempt is at it
 * @param sha256 what the source must have, 64 hex digits; null: anything
 * @param proxy the name of the one that it is asked through, without credentials; null: those of the installation
 * @param access what else the namespace says; null: nothing
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
        @Nullable String proxy,
        @Nullable Access access) {

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
        this(id, source, platform, type, slots, scope, attempt, build, revision, checkedAt, failure, null, null, null);
    }

    /**
     * How its namespace has it reached and judged, by the names of its objects.
     *
     * @param pullSecret the Secret that opens it; null: none
     * @param authorities the ConfigMap with the certificates that its server is trusted by; null: none
     * @param keySecret the Secret with the key that it must be signed with; null: none
     * @param publicKey that key itself, as PEM; null: none
     */
    public record Access(
            @Nullable String pullSecret,
            @Nullable String authorities,
            @Nullable String keySecret,
            @Nullable String publicKey) {}

    /** The same after an attempt ended, or began. */
    public SourceDocument at(
            int newest,
            @Nullable String newestBuild,
            @Nullable String newestRevision,
            @Nullable Instant lookedAt,
            @Nullable Failure newestFailure) {
        return new SourceDocument(
                id,
                source,
                platform,
                type,
                slots,
                scope,
                newest,
                newestBuild,
                newestRevision,
                lookedAt,
                newestFailure,
                sha256,
                proxy,
                access);
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
