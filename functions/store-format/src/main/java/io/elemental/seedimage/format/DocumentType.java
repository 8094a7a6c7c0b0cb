package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.catalog.RegistrationIndex;

/**
 * A kind of document, and the version of it that this code writes and reads.
 *
 * @param what the word for it in sentences
 * @param version the newest
 * @param oldest that is still read
 * @param limit of its bytes: what is larger is not read, and not written
 */
public record DocumentType<T extends Record>(Class<T> type, String what, int version, int oldest, int limit) {

    private static final int KIB = 1024;

    /** Written by builders, as is {@link #RESULT}. */
    public static final DocumentType<ProgressDocument> PROGRESS = of(ProgressDocument.class, "progress", 4);

    /** With 1,001 parts and 1,000 runs of zeros it has 150 KiB. */
    public static final DocumentType<ResultDocument> RESULT = of(ResultDocument.class, "build result", 256);

    public static final DocumentType<SourceDocument> SOURCE = of(SourceDocument.class, "source", 64);
    public static final DocumentType<ManifestDocument> MANIFEST = of(ManifestDocument.class, "base manifest", 256);

    /** Holds the contents of all slots, in base64. */
    public static final DocumentType<OverlayDocument> OVERLAY = of(OverlayDocument.class, "overlay", KIB);

    /** Parts of 512 MiB of at most 1 TiB, and those that are sent. */
    public static final DocumentType<ComposingDocument> COMPOSING =
            of(ComposingDocument.class, "unfinished image", KIB);

    /** As large as a Secret. */
    public static final DocumentType<GrantDocument> GRANT =
            new DocumentType<>(GrantDocument.class, "grant", 2, 2, KIB * KIB);

    public static final DocumentType<InstallationDocument> INSTALLATION =
            of(InstallationDocument.class, "installation", 4);
    public static final DocumentType<SweepDocument> SWEEP = of(SweepDocument.class, "sweep", 4);

    /** At most 2,000 that wait, with the longest names. */
    public static final DocumentType<BuildsDocument> BUILDS = of(BuildsDocument.class, "list of waiting builds", KIB);

    public static final DocumentType<RegistrationEntry> REGISTRATION = of(RegistrationEntry.class, "registration", 64);
    public static final DocumentType<CatalogEntry> ENTRY = of(CatalogEntry.class, "catalog entry", KIB);

    /** Some 13,000 SeedImages with the longest names. */
    public static final DocumentType<RegistrationIndex> INDEX =
            of(RegistrationIndex.class, "registration's index", 4 * KIB);

    private static <T extends Record> DocumentType<T> of(Class<T> type, String what, int kib) {
        return new DocumentType<>(type, what, 1, 1, kib * KIB);
    }
}
