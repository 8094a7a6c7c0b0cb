package io.elemental.seedimage.reconcile.base;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectStore;

/** Removes one build with all that belongs to it, its manifest last: it says what is going on. */
public final class RemoveBase {

    private final ObjectStore store;
    private final MultipartUploads uploads;

    public RemoveBase(ObjectStore store, MultipartUploads uploads) {
        this.store = store;
        this.uploads = uploads;
    }

    public void remove(String build) {
        uploads(build);
        store.delete(StoreKeys.baseImage(build));
        notes(build);
        store.delete(StoreKeys.manifest(build));
    }

    /** Gives up whatever was to become the base. */
    public void uploads(String build) {
        uploads.abortAll(StoreKeys.baseImage(build));
    }

    /** Removes what the builder left beside the base. */
    public void notes(String build) {
        store.delete(StoreKeys.result(build));
        store.delete(StoreKeys.progress(build));
    }
}
