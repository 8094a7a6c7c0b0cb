package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Instant;
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

    public boolean hasOverlay(String identity) {
        return store.head(StoreKeys.overlay(identity)).isPresent();
    }

    /** When the overlay was written last: whoever wants the image writes it anew. Empty where there is none. */
    public Optional<Instant> overlayWrittenAt(String identity) {
        return store.head(StoreKeys.overlay(identity)).map(ObjectInfo::lastModified);
    }

    /** Keeps an overlay; written even where it lies already, so that it is young and no leftover. */
    public void putOverlay(OverlayDocument overlay) {
        documents.write(DocumentType.OVERLAY, StoreKeys.overlay(overlay.identity()), overlay, new Precondition.None());
    }

    /** Whether the image lies there as one object. */
    public boolean composed(String identity) {
        return store.head(StoreKeys.composedImage(identity)).isPresent();
    }

    /** The upload that is to make one object of the image, where one was begun and is not complete. */
    public Optional<ComposingDocument> composing(String identity) {
        return documents
                .read(DocumentType.COMPOSING, StoreKeys.composing(identity))
                .map(Versioned::value);
    }

    public PutOutcome putComposing(String identity, ComposingDocument composing, Precondition precondition) {
        return documents.write(DocumentType.COMPOSING, StoreKeys.composing(identity), composing, precondition);
    }

    /** Forgets the upload, which is complete or given up. */
    public void removeComposing(String identity) {
        store.delete(StoreKeys.composing(identity));
    }

    /** Removes the image, first what links may point at. */
    public void remove(String identity) {
        store.delete(StoreKeys.composedImage(identity));
        store.delete(StoreKeys.overlay(identity));
    }
}
