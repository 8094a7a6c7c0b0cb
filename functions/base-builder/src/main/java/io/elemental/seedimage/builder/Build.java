package io.elemental.seedimage.builder;

import io.elemental.seedimage.builder.common.Console;
import io.elemental.seedimage.builder.common.Progress;
import io.elemental.seedimage.builder.common.ProxyChoice;
import io.elemental.seedimage.builder.common.Redacted;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Scratch;
import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.builder.common.TryAgainException;
import io.elemental.seedimage.builder.pull.PullStep;
import io.elemental.seedimage.builder.slots.AddSlotsStep;
import io.elemental.seedimage.builder.slots.BaseNotes;
import io.elemental.seedimage.builder.slots.ScanAndHashStep;
import io.elemental.seedimage.builder.source.FetchSourceStep;
import io.elemental.seedimage.builder.source.Fetched;
import io.elemental.seedimage.builder.unpack.UnpackStep;
import io.elemental.seedimage.builder.upload.ReportStep;
import io.elemental.seedimage.builder.upload.Store;
import io.elemental.seedimage.builder.upload.TellProgress;
import io.elemental.seedimage.builder.upload.UploadPartsStep;
import io.elemental.seedimage.format.GrantDocument;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One build: the steps, one after another. Returns its final sentence. */
final class Build {

    private final GrantDocument grant;
    private final Supplier<GrantDocument> renewed;
    private final Timeouts timeouts;
    private final Console console;
    private final Scratch scratch;

    /** @param renewed the grant as it is now */
    Build(Supplier<GrantDocument> renewed, Timeouts timeouts, Console console, Scratch scratch) {
        this.grant = renewed.get();
        this.renewed = renewed;
        this.timeouts = timeouts;
        this.console = console;
        this.scratch = scratch;
    }

    String run(StopSignal stop) {
        try (var store = new Store(timeouts, grant.storeCa(), ProxyChoice.granted(grant.storeProxies()));
                var progress = new Progress(
                        console,
                        new TellProgress(store, () -> URI.create(renewed.get().progress()), InstantSource.system()))) {
            var report = new ReportStep(renewed, store);
            try {
                return steps(store, progress, report);
            } catch (RefusedException e) {
                stop.hold();
                report(report, e);
                throw e;
            }
        }
    }

    private String steps(Store store, Progress progress, ReportStep report) {
        requireKind();
        return switch (fetched(progress)) {
            case Fetched.Unchanged(var revision) -> {
                report.unchanged(revision);
                yield "Unchanged: the source still has the revision %s.".formatted(revision);
            }
            case Fetched.Changed(var source, var revision, var told) -> {
                var checked = BaseNotes.hasMediaCheck(source);
                var image = new AddSlotsStep(grant, timeouts, scratch, progress).run(source);
                var base = new ScanAndHashStep(grant, timeouts, progress).run(image);
                var notes = Stream.concat(told.stream(), BaseNotes.of(image.file(), grant.platform(), checked))
                        .map(Redacted::words)
                        .toList();
                var parts = new UploadPartsStep(renewed, store, progress).run(image.file(), base.size());
                report.prepared(base, revision, parts, AddSlotsStep.LAYOUT, notes);
                yield "Prepared a base of %s bytes with the SHA-256 %s.".formatted(base.size(), base.sha256());
            }
        };
    }

    private Fetched fetched(Progress progress) {
        var registry = grant.source().registry();
        if (registry != null) {
            return new PullStep(grant, timeouts, scratch, progress).run(registry);
        }
        return new UnpackStep(grant, timeouts, scratch, progress)
                .run(new FetchSourceStep(renewed, timeouts, scratch, progress).run());
    }

    private void requireKind() {
        if (!grant.kind().equals("base") || !grant.type().equals("iso")) {
            throw new RefusedException(
                    "This builder makes bases of type 'iso', and the grant is for kind '%s', type '%s'."
                            .formatted(grant.kind(), grant.type()));
        }
    }

    /** The refusal is the build's outcome, whether or not it can be reported. */
    private void report(ReportStep report, RefusedException refusal) {
        try {
            report.refused(String.valueOf(refusal.getMessage()));
        } catch (TryAgainException e) {
            console.say(String.valueOf(e.getMessage()));
        }
    }
}
