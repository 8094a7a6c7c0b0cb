package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.rules.store.MultipartUploads;

/** Removes one image with all that belongs to it. */
final class RemoveImage {

    private final StoredImages images;
    private final MultipartUploads uploads;

    RemoveImage(StoredImages images, MultipartUploads uploads) {
        this.images = images;
        this.uploads = uploads;
    }

    void remove(String identity) {
        unfinished(identity);
        images.remove(identity);
    }

    /** Removes what was to become one object. */
    void unfinished(String identity) {
        uploads.abortAll(StoreKeys.composedImage(identity));
        images.removeComposing(identity);
    }
}
