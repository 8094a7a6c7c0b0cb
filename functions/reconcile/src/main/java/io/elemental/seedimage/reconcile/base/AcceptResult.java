package io.elemental.seedimage.reconcile.base;

import io.elemental.seedimage.format.ManifestDocument;
import io.elemental.seedimage.format.ResultDocument;
import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.overlay.BaseEndedEarlyException;
import io.elemental.seedimage.overlay.ImageDigest;
import io.elemental.seedimage.overlay.ImageOverlay;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.MultipartUploads.UploadedPart;
import io.elemental.seedimage.rules.store.ObjectChangedException;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Checks the parts that a builder uploaded, and joins them. When the upload is gone, a crashed attempt already joined
 * it.
 */
public final class AcceptResult {

    private final ObjectStore store;
    private final MultipartUploads uploads;
    private final Bases bases;

    public AcceptResult(ObjectStore store, MultipartUploads uploads, Bases bases) {
        this.store = store;
        this.uploads = uploads;
        this.bases = bases;
    }

    sealed interface Outcome {}

    record Accepted(ManifestDocument manifest) implements Outcome {}

    /** One sentence that says why the result is no base. */
    record Rejected(String sentence) implements Outcome {}

    Outcome accept(SourceDocument source, ResultDocument result, String uploadId, Instant now) {
        var key = StoreKeys.baseImage(result.build());
        var problem = PlausibleResult.problem(source, result);
        if (problem.isPresent()) {
            return new Rejected(problem.get());
        }
        var uploaded =
                uploadId.isEmpty() ? List.<UploadedPart>of() : uploads.parts(key, uploadId, PlausibleParts.LAST_NUMBER);
        var otherParts = PlausibleParts.problem(result.parts(), uploaded);
        if (!uploaded.isEmpty() && otherParts.isPresent()) {
            return new Rejected(otherParts.get());
        }
        var object = uploaded.isEmpty() ? store.head(key) : joined(key, result, uploadId);
        if (object.isEmpty()) {
            return new Rejected("The store does not have the parts that the builder says it uploaded.");
        }
        if (object.get().size() != result.size()) {
            store.delete(key);
            return new Rejected("The builder's result has %s bytes; the builder says %s."
                    .formatted(object.get().size(), result.size()));
        }
        var manifest = manifest(source, result, object.get().etag(), now);
        if (!digestAgrees(manifest)) {
            store.delete(key);
            return new Rejected("The bytes in the store do not have the SHA-256 that the builder says.");
        }
        return new Accepted(manifest);
    }

    /** The joined object, even when another process joined the parts meanwhile. */
    private Optional<ObjectInfo> joined(String key, ResultDocument result, String uploadId) {
        var parts = result.parts().stream()
                .map(part -> new MultipartUploads.Part(part.number(), part.etag()))
                .toList();
        try {
            var etag = uploads.complete(key, uploadId, parts);
            return store.head(key).filter(object -> object.etag().equals(etag));
        } catch (ObjectChangedException _) {
            return store.head(key);
        }
    }

    private boolean digestAgrees(ManifestDocument manifest) {
        var image = bases.image(manifest, ImageOverlay.of(manifest.size(), List.of()));
        try {
            return ImageDigest.resume(manifest.digestState(), image).equals(manifest.sha256());
        } catch (BaseEndedEarlyException _) {
            return false;
        } catch (IOException e) {
            throw new StoreUnavailableException("base %s cannot be read".formatted(manifest.build()), e);
        }
    }

    private static ManifestDocument manifest(SourceDocument source, ResultDocument result, String etag, Instant now) {
        return new ManifestDocument(
                result.build(),
                source.source(),
                result.revision(),
                source.platform(),
                source.type(),
                result.size(),
                Optional.ofNullable(result.sha256()).orElseThrow(),
                etag,
                result.slots(),
                Optional.ofNullable(result.digestState()).orElseThrow(),
                result.zeroExtents(),
                now,
                null,
                null,
                result.layout(),
                BaseNotes.of(result));
    }
}
