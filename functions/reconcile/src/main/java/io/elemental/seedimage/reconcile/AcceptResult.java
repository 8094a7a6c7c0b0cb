package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.format.ManifestDocument;
import io.elemental.seedimage.format.ResultDocument;
import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.overlay.BaseEndedEarlyException;
import io.elemental.seedimage.overlay.ImageDigest;
import io.elemental.seedimage.overlay.ImageOverlay;
import io.elemental.seedimage.overlay.Segment;
import io.elemental.seedimage.overlay.Slot;
import io.elemental.seedimage.rules.MultipartUploads;
import io.elemental.seedimage.rules.ObjectChangedException;
import io.elemental.seedimage.rules.ObjectInfo;
import io.elemental.seedimage.rules.ObjectStore;
import io.elemental.seedimage.rules.StoreUnavailableException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Joins the parts that a builder uploaded, and believes what it says of them as far as it can be checked cheaply. */
final class AcceptResult {

    private final ObjectStore store;
    private final MultipartUploads uploads;
    private final Bases bases;

    AcceptResult(ObjectStore store, MultipartUploads uploads, Bases bases) {
        this.store = store;
        this.uploads = uploads;
        this.bases = bases;
    }

    sealed interface Outcome {}

    record Accepted(ManifestDocument manifest) implements Outcome {}

    /** One sentence why the result is no base. */
    record Rejected(String sentence) implements Outcome {}

    Outcome accept(SourceDocument source, ResultDocument result, String uploadId, Instant now) {
        var implausible = implausible(source, result);
        if (implausible.isPresent()) {
            return new Rejected(implausible.get());
        }
        var key = StoreKeys.baseImage(result.build());
        var object = joined(key, result, uploadId);
        if (object.isEmpty()) {
            return new Rejected("The store has not the parts that the builder says it uploaded.");
        }
        if (object.get().size() != result.size()) {
            store.delete(key);
            return new Rejected("The builder's result has %d bytes; it says %d."
                    .formatted(object.get().size(), result.size()));
        }
        var manifest = manifest(source, result, object.get().etag(), now);
        if (!digestAgrees(manifest)) {
            store.delete(key);
            return new Rejected("The bytes in the store have not the SHA-256 that the builder says.");
        }
        return new Accepted(manifest);
    }

    /** The object; also when an earlier try joined its parts and did not live to hear of it. */
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

    private static Optional<String> implausible(SourceDocument source, ResultDocument result) {
        if (result.sha256() == null || result.digestState() == null) {
            return Optional.of("The builder's result says nothing of its SHA-256.");
        }
        var slots = result.slots().stream().collect(Collectors.toMap(Slot::name, Slot::length, Math::max));
        if (!slots.equals(source.slots())) {
            return Optional.of(
                    "The builder's result has the slots %s; wanted are %s.".formatted(slots, source.slots()));
        }
        var first = result.slots().stream().mapToLong(Slot::offset).min().orElse(0);
        if (result.digestState().offset() > first) {
            return Optional.of("The builder's result has a digest that goes beyond its first slot.");
        }
        try {
            ImageOverlay.of(
                    result.size(),
                    result.slots().stream().map(AcceptResult::empty).toList());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("The builder's result has slots where none can be: %s.".formatted(e.getMessage()));
        }
    }

    private static Segment empty(Slot slot) {
        return new Segment(slot.offset(), slot.length(), new byte[0]);
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
                null);
    }
}
