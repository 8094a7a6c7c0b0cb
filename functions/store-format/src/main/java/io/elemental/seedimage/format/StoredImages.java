package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.ObjectStore;
import io.elemental.seedimage.rules.Precondition;
import io.elemental.seedimage.rules.Versioned;
import java.util.Optional;

/** Images by their identity: their overlays, and where the store made one object of them, that. */
public final class StoredImages {

    private final ObjectStore store;
    private final StoredDocuments documents;

    public StoredImages(ObjectStore store) {
        this.store = store;
        this.documents = new StoredDocuments(store);
    }

    public Optional<OverlayDocument> overlay(String identity) {
        return documents.read(DocumentType.OVERLAY, StoreKeys.overlay(identity)).map(Versioned::value);
    }

    /** Keeps an overlay, unless it is there already: equal identity means equal bytes. */
    public void putOverlay(OverlayDocument overlay) {
        documents.write(
                DocumentType.OVERLAY, StoreKeys.overlay(overlay.identity()), overlay, new Precondition.Absent());
    }

    /** Whether the image lies there as one object. */
    public boolean composed(String identity) {
        return store.head(StoreKeys.composedImage(identity)).isPresent();
    }

    /** Removes the image, first what links may point at. */
    public void remove(String identity) {
        store.delete(StoreKeys.composedImage(identity));
        store.delete(StoreKeys.overlay(identity));
    }
}
