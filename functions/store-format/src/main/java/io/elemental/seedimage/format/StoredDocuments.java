package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.ObjectTooLargeException;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.StoredObject;
import io.elemental.seedimage.rules.store.Versioned;
import java.util.Optional;

/** Documents by their keys. */
final class StoredDocuments {

    private final ObjectStore store;

    StoredDocuments(ObjectStore store) {
        this.store = store;
    }

    <T extends Record> Optional<Versioned<T>> read(DocumentType<T> type, String key) {
        return fetch(type, key).map(object -> new Versioned<>(Documents.read(type, object.content()), object.etag()));
    }

    private Optional<StoredObject> fetch(DocumentType<?> type, String key) {
        try {
            return store.get(key, type.limit());
        } catch (ObjectTooLargeException e) {
            throw new UnreadableDocumentException("the %s %s".formatted(type.what(), e.getMessage()));
        }
    }

    <T extends Record> PutOutcome write(DocumentType<T> type, String key, T document, Precondition precondition) {
        var content = Documents.write(type, document);
        if (content.length > type.limit()) { // nobody could read it any more
            throw new UnreadableDocumentException("the %s %s would have %s bytes; the limit is %s"
                    .formatted(type.what(), key, content.length, type.limit()));
        }
        return store.put(key, content, precondition);
    }
}
