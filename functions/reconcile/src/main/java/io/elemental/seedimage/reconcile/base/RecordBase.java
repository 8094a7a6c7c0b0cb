package io.elemental.seedimage.reconcile.base;

import io.elemental.seedimage.format.ManifestDocument;
import io.elemental.seedimage.format.ResultDocument;
import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.format.UnreadableDocumentException;
import io.elemental.seedimage.reconcile.common.OvertakenException;
import io.elemental.seedimage.reconcile.facts.SourceState;
import io.elemental.seedimage.reconcile.settings.BuildRetries;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.BuildState;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records how an attempt at a base ended, and removes its temporary objects. */
public final class RecordBase {

    private static final Logger LOG = LoggerFactory.getLogger(RecordBase.class);
    private static final Duration TRIED_FOR = Duration.ofHours(1);

    private final ObjectStore store;
    private final MultipartUploads uploads;
    private final StoredBases documents;
    private final BaseBuilds builds;
    private final AcceptResult accept;
    private final BuildRetries retries;

    public RecordBase(
            ObjectStore store,
            MultipartUploads uploads,
            StoredBases documents,
            BaseBuilds builds,
            AcceptResult accept,
            BuildRetries retries) {
        this.store = store;
        this.uploads = uploads;
        this.documents = documents;
        this.builds = builds;
        this.accept = accept;
        this.retries = retries;
    }

    /** Handles a builder that reports success: checks its result, and makes it a base. */
    public void succeeded(SourceState source, Instant now) {
        var build = build(source);
        Optional<ResultDocument> result;
        try {
            result = documents.result(build);
        } catch (UnreadableDocumentException e) {
            failed(source, "BadResult", "The builder's result cannot be read: %s.".formatted(e.getMessage()), now);
            return;
        } catch (StoreUnavailableException e) { // as where a builder encrypted it with a key of its own
            requireTriedForLong(build, now, e);
            failed(source, "BadResult", "The builder's result could not be read within an hour.", now);
            return;
        }
        if (result.isEmpty() || !result.get().build().equals(build)) {
            failed(source, "NoResult", "The builder ended without a result.", now);
        } else {
            succeeded(source, result.get(), now);
        }
    }

    /** Handles a builder that ended badly. One that refused its source before it lost its pod has refused it. */
    public void failed(SourceState source, BuildState.Failed failure, Instant now) {
        var refusal = failure.again() ? refusal(build(source)) : Optional.<String>empty();
        if (refusal.isPresent()) {
            failed(source, "Refused", refusal.get(), now);
        } else if (failure.again()) {
            ended(source, source.failedForNow(failure.reason(), failure.message(), retries, now));
        } else {
            failed(source, failure.reason(), failure.message(), now);
        }
    }

    private Optional<String> refusal(String build) {
        try {
            return documents
                    .result(build)
                    .filter(result ->
                            result.build().equals(build) && result.outcome().equals("refused"))
                    .map(ResultDocument::message);
        } catch (UnreadableDocumentException | StoreUnavailableException _) {
            return Optional.empty();
        }
    }

    private void failed(SourceState source, String reason, String message, Instant now) {
        ended(source, source.failed(reason, message, now));
    }

    private void succeeded(SourceState source, ResultDocument result, Instant now) {
        switch (result.outcome()) {
            case "prepared" -> prepared(source, result, now);
            case "unchanged" -> unchanged(source, result, now);
            default -> {
                var message = Optional.ofNullable(result.message())
                        .orElse("The builder refused the source and gave no reason.");
                failed(source, "Refused", message, now);
            }
        }
    }

    private void unchanged(SourceState source, ResultDocument result, Instant now) {
        var problem = source.document().build() == null
                ? Optional.of("The builder says that the base is unchanged, but there is none.")
                : PlausibleResult.revisionProblem(result.revision());
        if (problem.isPresent()) {
            failed(source, "BadResult", problem.get(), now);
            return;
        }
        var revision =
                Optional.ofNullable(result.revision()).orElse(source.document().revision());
        ended(source, source.unchanged(revision, now));
    }

    private void prepared(SourceState source, ResultDocument result, Instant now) {
        switch (accepted(source, result, now)) {
            case AcceptResult.Accepted(var manifest) -> {
                makeVisible(manifest);
                ended(source, source.built(manifest.build(), manifest.revision(), now));
            }
            case AcceptResult.Rejected(var sentence) -> failed(source, "BadResult", sentence, now);
        }
    }

    /** Ends an attempt whose result the store cannot take, after an hour: else it would hang for ever. */
    private AcceptResult.Outcome accepted(SourceState source, ResultDocument result, Instant now) {
        var build = build(source);
        try {
            return accept.accept(
                    source.document(), result, builds.uploadIdOf(build).orElse(""), now);
        } catch (StoreUnavailableException e) {
            requireTriedForLong(build, now, e);
            return new AcceptResult.Rejected("The store did not take the builder's result within an hour.");
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException | StackOverflowError e) {
            LOG.atError().addKeyValue("build", build).setCause(e).log("a result that should have been refused");
            return new AcceptResult.Rejected("The builder's result cannot be used.");
        }
    }

    /** Throws what the store failed with while the result is young; a list tells the age of what cannot be read. */
    private void requireTriedForLong(String build, Instant now, StoreUnavailableException failure) {
        try (var results = store.list(StoreKeys.result(build))) {
            if (results.noneMatch(
                    result -> !result.lastModified().plus(TRIED_FOR).isAfter(now))) {
                throw failure;
            }
        }
    }

    /** Writes the manifest, which makes the base visible. A crashed attempt may have written the same one already. */
    private void makeVisible(ManifestDocument manifest) {
        documents.putManifest(manifest, new Precondition.Absent());
    }

    private void ended(SourceState source, SourceDocument document) {
        if (documents.putSource(document, source.precondition()) instanceof PutOutcome.Conflict) {
            throw new OvertakenException("the source's document");
        }
        var build = build(source);
        uploads.abortAll(StoreKeys.baseImage(build));
        builds.remove(build);
        store.delete(StoreKeys.result(build));
        store.delete(StoreKeys.progress(build));
    }

    private static String build(SourceState source) {
        return source.build(source.document().attempt());
    }
}
