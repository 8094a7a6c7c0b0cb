package io.elemental.seedimage.builder.upload;

import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.format.ResultDocument;
import io.elemental.seedimage.format.ResultDocument.PartDocument;
import io.elemental.seedimage.overlay.PreparedBase;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Leaves behind what came of the build. */
public final class ReportStep {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Supplier<GrantDocument> grant;
    private final Store store;

    /** @param grant as it is now */
    public ReportStep(Supplier<GrantDocument> grant, Store store) {
        this.grant = grant;
        this.store = store;
    }

    /**
     * Reports a base.
     *
     * @param layout how the slots were laid into it
     * @param notes what whoever uses it should know
     */
    public void prepared(PreparedBase base, String revision, List<PartDocument> parts, int layout, List<String> notes) {
        put(new ResultDocument(
                grant.get().build(),
                "prepared",
                null,
                revision,
                base.size(),
                base.sha256(),
                base.slots(),
                base.digestState(),
                List.of(),
                parts,
                layout,
                notes));
    }

    public void unchanged(String revision) {
        put(new ResultDocument(
                grant.get().build(), "unchanged", null, revision, 0, null, List.of(), null, List.of(), List.of()));
    }

    public void refused(String message) {
        put(new ResultDocument(
                grant.get().build(), "refused", message, null, 0, null, List.of(), null, List.of(), List.of()));
    }

    private void put(ResultDocument result) {
        var bytes = Documents.write(DocumentType.RESULT, result);
        store.putDocument("the result", () -> URI.create(grant.get().result()), bytes, LIMIT);
    }
}
