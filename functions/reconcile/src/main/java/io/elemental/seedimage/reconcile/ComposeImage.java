package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.format.ComposingDocument;
import io.elemental.seedimage.format.ComposingDocument.PartDone;
import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.reconcile.CompositionPlan.PlannedPart;
import io.elemental.seedimage.rules.MultipartUploads;
import io.elemental.seedimage.rules.ObjectChangedException;
import io.elemental.seedimage.rules.ObjectStore;
import io.elemental.seedimage.rules.Precondition;
import io.elemental.seedimage.rules.PutOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Has the store make one object of an image, for as long as there is time, and goes on where it was left. */
final class ComposeImage {

    private final ObjectStore store;
    private final MultipartUploads uploads;
    private final ComposeParts parts;

    ComposeImage(ObjectStore store, MultipartUploads uploads, ComposeParts parts) {
        this.store = store;
        this.uploads = uploads;
        this.parts = parts;
    }

    /** Composes; false when time was over before the object was complete. */
    boolean compose(Rendering rendering, String contentType, BooleanSupplier timeLeft) {
        var key = StoreKeys.composedImage(rendering.identity());
        if (store.head(key).isPresent()) {
            return true;
        }
        var plan = CompositionPlan.of(rendering.overlay());
        var before = unfinished(rendering.identity(), key, contentType);
        try {
            var done = parts.make(rendering, before.uploadId(), plan, fitting(before, plan), timeLeft);
            if (done.size() < plan.parts().size()) {
                remember(rendering.identity(), new ComposingDocument(before.uploadId(), documents(done, plan)));
                return false;
            }
            complete(key, before.uploadId(), List.copyOf(done.values()));
        } catch (ObjectChangedException e) {
            uploads.abort(key, before.uploadId());
            store.delete(StoreKeys.composing(rendering.identity()));
            throw e;
        }
        store.delete(StoreKeys.composing(rendering.identity()));
        return true;
    }

    /** The upload that was begun before, by whoever; its id is written down before the first part. */
    private ComposingDocument unfinished(String identity, String key, String contentType) {
        var stored = store.get(StoreKeys.composing(identity));
        if (stored.isPresent()) {
            return Documents.read(DocumentType.COMPOSING, stored.get().content());
        }
        var fresh = new ComposingDocument(uploads.start(key, contentType), List.of());
        var content = Documents.write(DocumentType.COMPOSING, fresh);
        if (store.put(StoreKeys.composing(identity), content, new Precondition.Absent())
                instanceof PutOutcome.Conflict) {
            uploads.abort(key, fresh.uploadId());
            throw new OvertakenException("the beginning of an image");
        }
        return fresh;
    }

    /** The object is there too when it was completed by a try whose answer was lost. */
    private void complete(String key, String uploadId, List<MultipartUploads.Part> done) {
        try {
            uploads.complete(key, uploadId, done);
        } catch (ObjectChangedException e) {
            if (store.head(key).isEmpty()) {
                throw e;
            }
        }
    }

    private void remember(String identity, ComposingDocument document) {
        store.put(
                StoreKeys.composing(identity),
                Documents.write(DocumentType.COMPOSING, document),
                new Precondition.None());
    }

    /** Parts of an earlier look count where they are those of the plan. */
    private static Map<Integer, MultipartUploads.Part> fitting(ComposingDocument before, CompositionPlan plan) {
        var fitting = new TreeMap<Integer, MultipartUploads.Part>();
        for (var part : before.parts()) {
            if (part.number() >= 1 && part.number() <= plan.parts().size()) {
                var range = plan.parts().get(part.number() - 1).range();
                if (range.offset() == part.offset() && range.length() == part.length()) {
                    fitting.put(part.number(), new MultipartUploads.Part(part.number(), part.etag()));
                }
            }
        }
        return fitting;
    }

    private static List<PartDone> documents(Map<Integer, MultipartUploads.Part> done, CompositionPlan plan) {
        var documents = new ArrayList<PartDone>();
        done.forEach((number, part) -> {
            PlannedPart planned = plan.parts().get(number - 1);
            documents.add(new PartDone(
                    number, planned.range().offset(), planned.range().length(), part.etag()));
        });
        return documents;
    }
}
