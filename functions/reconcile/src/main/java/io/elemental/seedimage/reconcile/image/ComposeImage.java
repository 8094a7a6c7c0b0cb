package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.format.ComposingDocument;
import io.elemental.seedimage.format.ComposingDocument.PartDone;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.reconcile.common.OvertakenException;
import io.elemental.seedimage.reconcile.image.CompositionPlan.PlannedPart;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectChangedException;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Has the store make one object of an image, for as long as there is time, and goes on where it was left. Two that do
 * so at once share the upload; the second finds the object there.
 */
public final class ComposeImage {

    private final StoredImages images;
    private final MultipartUploads uploads;
    private final ComposeParts parts;

    public ComposeImage(StoredImages images, MultipartUploads uploads, ComposeParts parts) {
        this.images = images;
        this.uploads = uploads;
        this.parts = parts;
    }

    /** Composes; false when time was over before the object was complete. */
    public boolean compose(ImagePlan imagePlan, String contentType, BooleanSupplier timeLeft) {
        var key = StoreKeys.composedImage(imagePlan.identity());
        if (images.composed(imagePlan.identity())) { // by a try that did not live to say so
            uploads.abortAll(key);
            images.removeComposing(imagePlan.identity());
            return true;
        }
        var plan = CompositionPlan.of(imagePlan.overlay());
        var before = unfinished(imagePlan.identity(), key, contentType);
        try {
            var done = parts.make(imagePlan, before.uploadId(), plan, fitting(before, plan), timeLeft);
            if (done.size() < plan.parts().size()) {
                var soFar = new ComposingDocument(before.uploadId(), documents(done, plan));
                images.putComposing(imagePlan.identity(), soFar, new Precondition.None());
                return false;
            }
            complete(imagePlan.identity(), before.uploadId(), List.copyOf(done.values()));
        } catch (ObjectChangedException e) {
            if (!images.composed(imagePlan.identity())) { // by another, while this one was at it
                throw failed(imagePlan.identity(), before.uploadId(), e);
            }
        }
        uploads.abortAll(key); // of tries that did not live to write down theirs
        images.removeComposing(imagePlan.identity());
        return true;
    }

    /** The upload that was begun before, by whoever; its id is written down before the first part. */
    private ComposingDocument unfinished(String identity, String key, String contentType) {
        var begun = images.composing(identity);
        if (begun.isPresent()) {
            return begun.get();
        }
        var fresh = new ComposingDocument(uploads.start(key, contentType), List.of());
        if (images.putComposing(identity, fresh, new Precondition.Absent()) instanceof PutOutcome.Conflict) {
            uploads.abort(key, fresh.uploadId());
            throw new OvertakenException("the beginning of an image");
        }
        return fresh;
    }

    /** What others gave up meanwhile, or began anew, is theirs. */
    private RuntimeException failed(String identity, String uploadId, ObjectChangedException failure) {
        var mine = images.composing(identity)
                .map(ComposingDocument::uploadId)
                .filter(uploadId::equals)
                .isPresent();
        if (!mine) {
            return new OvertakenException("the object of an image");
        }
        uploads.abort(StoreKeys.composedImage(identity), uploadId);
        images.removeComposing(identity);
        return failure;
    }

    /** The object is there too when it was completed by a try whose answer was lost. */
    private void complete(String identity, String uploadId, List<MultipartUploads.Part> done) {
        try {
            uploads.complete(StoreKeys.composedImage(identity), uploadId, done);
        } catch (ObjectChangedException e) {
            if (!images.composed(identity)) {
                throw e;
            }
        }
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
