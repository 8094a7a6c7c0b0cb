package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.Versioned;
import java.util.Optional;

/** Sources and the bases built from them. A base exists if and only if its manifest does. */
public final class StoredBases {

    private final StoredDocuments documents;

    public StoredBases(ObjectStore store) {
        this.documents = new StoredDocuments(store);
    }

    public Optional<Versioned<SourceDocument>> source(String sourceId) {
        return documents.read(DocumentType.SOURCE, StoreKeys.source(sourceId));
    }

    public PutOutcome putSource(SourceDocument source, Precondition precondition) {
        return documents.write(DocumentType.SOURCE, StoreKeys.source(source.id()), source, precondition);
    }

    public Optional<Versioned<ManifestDocument>> manifest(String build) {
        return documents.read(DocumentType.MANIFEST, StoreKeys.manifest(build));
    }

    /** Makes a base visible: its object must be complete already. */
    public PutOutcome putManifest(ManifestDocument manifest, Precondition precondition) {
        return documents.write(DocumentType.MANIFEST, StoreKeys.manifest(manifest.build()), manifest, precondition);
    }

    /** What the builder of this build left behind, if it came to an end. */
    public Optional<ResultDocument> result(String build) {
        return documents.read(DocumentType.RESULT, StoreKeys.result(build)).map(Versioned::value);
    }

    /** How far the builder of this build says it is. */
    public Optional<ProgressDocument> progress(String build) {
        return documents.read(DocumentType.PROGRESS, StoreKeys.progress(build)).map(Versioned::value);
    }
}
