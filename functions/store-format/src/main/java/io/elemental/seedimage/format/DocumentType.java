package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.CatalogEntry;
import io.elemental.seedimage.rules.RegistrationEntry;

/**
 * A kind of document, and the newest version of it that this code writes and reads.
 *
 * @param what the word for it in sentences
 */
public record DocumentType<T extends Record>(Class<T> type, String what, int version) {

    public static final DocumentType<SourceDocument> SOURCE = of(SourceDocument.class, "source");
    public static final DocumentType<ManifestDocument> MANIFEST = of(ManifestDocument.class, "base manifest");
    public static final DocumentType<ProgressDocument> PROGRESS = of(ProgressDocument.class, "progress");
    public static final DocumentType<OverlayDocument> OVERLAY = of(OverlayDocument.class, "overlay");
    public static final DocumentType<ComposingDocument> COMPOSING = of(ComposingDocument.class, "unfinished image");
    public static final DocumentType<GrantDocument> GRANT = of(GrantDocument.class, "grant");
    public static final DocumentType<ResultDocument> RESULT = of(ResultDocument.class, "build result");
    public static final DocumentType<InstallationDocument> INSTALLATION =
            of(InstallationDocument.class, "installation");
    public static final DocumentType<SweepDocument> SWEEP = of(SweepDocument.class, "sweep");
    public static final DocumentType<RegistrationEntry> REGISTRATION = of(RegistrationEntry.class, "registration");
    public static final DocumentType<CatalogEntry> ENTRY = of(CatalogEntry.class, "catalog entry");

    private static <T extends Record> DocumentType<T> of(Class<T> type, String what) {
        return new DocumentType<>(type, what, 1);
    }
}
