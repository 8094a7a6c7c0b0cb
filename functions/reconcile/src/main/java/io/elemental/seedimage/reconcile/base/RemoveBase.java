package io.elemental.seedimage.reconcile.base;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectStore;

/** Removes a build and all that belongs to it. The manifest goes last, because it marks the deletion. */
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

    /** Aborts the build's uploads. */
    public void uploads(String build) {
        uploads.abortAll(StoreKeys.baseImage(build));
    }

    /** Removes the builder's result and progress. */
    public void notes(String build) {
        store.delete(StoreKeys.result(build));
        store.delete(StoreKeys.progress(build));
    }
}
