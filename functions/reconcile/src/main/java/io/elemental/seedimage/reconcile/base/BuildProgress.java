package io.elemental.seedimage.reconcile.base;

import io.elemental.seedimage.format.ProgressDocument;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.format.UnreadableDocumentException;
import io.elemental.seedimage.rules.BuildStep;
import io.elemental.seedimage.rules.Excerpt;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.util.Optional;

/** Says how far a build is. The builder writes this into the store. */
public final class BuildProgress {

    private static final long MEGA = 1_000_000;

    private final StoredBases documents;

    public BuildProgress(StoredBases documents) {
        this.documents = documents;
    }

    public static String begun(String build) {
        return "Base %s is being built.".formatted(build);
    }

    public String sentence(String build) {
        return read(build)
                .map(progress ->
                        "Base %s is being built: %s, %s.".formatted(build, plain(progress.step()), done(progress)))
                .orElseGet(() -> begun(build));
    }

    /** What no builder of ours says stays as it is written. */
    private static String plain(String step) {
        return BuildStep.of(step).map(BuildStep::plain).orElseGet(() -> Excerpt.of(step));
    }

    private static String done(ProgressDocument progress) {
        var bytes = progress.bytes() / MEGA;
        return progress.totalBytes() > 0
                ? "%s of %s MB".formatted(bytes, progress.totalBytes() / MEGA)
                : "%s MB".formatted(bytes);
    }

    /** Reads the progress. A builder can write anything there; unreadable progress counts as none. */
    private Optional<ProgressDocument> read(String build) {
        try {
            return documents.progress(build).filter(progress -> progress.bytes() >= 0);
        } catch (UnreadableDocumentException | StoreUnavailableException _) {
            return Optional.empty();
        }
    }
}
