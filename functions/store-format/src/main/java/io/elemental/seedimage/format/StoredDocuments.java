package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.ObjectStore;
import io.elemental.seedimage.rules.Precondition;
import io.elemental.seedimage.rules.PutOutcome;
import io.elemental.seedimage.rules.Versioned;
import java.util.Optional;

/** Documents by their keys. */
final class StoredDocuments {

    private final ObjectStore store;

    StoredDocuments(ObjectStore store) {
        this.store = store;
    }

    <T extends Record> Optional<Versioned<T>> read(DocumentType<T> type, String key) {
        return store.get(key).map(object -> new Versioned<>(Documents.read(type, object.content()), object.etag()));
    }

    <T extends Record> PutOutcome write(DocumentType<T> type, String key, T document, Precondition precondition) {
        return store.put(key, Documents.write(type, document), precondition);
    }
}
