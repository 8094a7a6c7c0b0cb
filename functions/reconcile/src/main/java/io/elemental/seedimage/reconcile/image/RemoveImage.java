package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.rules.store.MultipartUploads;

/** Removes one image with all that belongs to it. */
public final class RemoveImage {

    private final StoredImages images;
    private final MultipartUploads uploads;

    public RemoveImage(StoredImages images, MultipartUploads uploads) {
        this.images = images;
        this.uploads = uploads;
    }

    public void remove(String identity) {
        unfinished(identity);
        images.remove(identity);
    }

    /** Removes what was to become one object. */
    public void unfinished(String identity) {
        uploads.abortAll(StoreKeys.composedImage(identity));
        images.removeComposing(identity);
    }
}
