package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.Versioned;
import java.util.Optional;

/** What there is once in an installation: its owner, its sweep, and the builds that wait. */
public final class StoredInstallation {

    private final StoredDocuments documents;

    public StoredInstallation(ObjectStore store) {
        this.documents = new StoredDocuments(store);
    }

    public Optional<Versioned<InstallationDocument>> installation() {
        return documents.read(DocumentType.INSTALLATION, StoreKeys.INSTALLATION);
    }

    public PutOutcome put(InstallationDocument installation, Precondition precondition) {
        return documents.write(DocumentType.INSTALLATION, StoreKeys.INSTALLATION, installation, precondition);
    }

    public Optional<Versioned<BuildsDocument>> builds() {
        return documents.read(DocumentType.BUILDS, StoreKeys.BUILDS);
    }

    public PutOutcome put(BuildsDocument builds, Precondition precondition) {
        return documents.write(DocumentType.BUILDS, StoreKeys.BUILDS, builds, precondition);
    }

    public Optional<Versioned<SweepDocument>> sweep() {
        return documents.read(DocumentType.SWEEP, StoreKeys.SWEEP);
    }

    public PutOutcome put(SweepDocument sweep, Precondition precondition) {
        return documents.write(DocumentType.SWEEP, StoreKeys.SWEEP, sweep, precondition);
    }
}
