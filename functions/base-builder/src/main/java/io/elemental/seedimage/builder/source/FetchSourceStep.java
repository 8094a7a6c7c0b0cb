package io.elemental.seedimage.builder.source;

import io.elemental.seedimage.builder.common.Attempts;
import io.elemental.seedimage.builder.common.HttpFailure;
import io.elemental.seedimage.builder.common.Progress;
import io.elemental.seedimage.builder.common.Redacted;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Scratch;
import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.builder.common.TryAgainException;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.rules.BuildStep;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Fetches the source, unless it proves that nothing changed. Its revision is the SHA-256 that the grant wants; without
 * one, the server's strong ETag; without one, the time of its last change and its length; else the SHA-256 of its
 * bytes. Bytes that came in more than one piece and have no wanted SHA-256 are "unverified:".
 */
public final class FetchSourceStep {

    /** An attempt that brought fewer new bytes did not come nearer to the end. */
    private static final long PROGRESS = 64 * 1024;

    private final GrantDocument grant;
    private final Supplier<GrantDocument> renewed;
    private final Timeouts timeouts;
    private final Scratch scratch;
    private final Progress progress;

    /** @param renewed the grant as it is now: the link to a source in the store ends, and may be renewed meanwhile */
    public FetchSourceStep(Supplier<GrantDocument> renewed, Timeouts timeouts, Scratch scratch, Progress progress) {
        this.grant = renewed.get();
        this.renewed = renewed;
        this.timeouts = timeouts;
        this.scratch = scratch;
        this.progress = progress;
    }

    public Fetched run() {
        var sha256 = grant.source().sha256();
        if (sha256 != null && Validators.revisionOf(sha256).equals(grant.previousRevision())) {
            return new Fetched.Unchanged(Validators.revisionOf(sha256));
        }
        try (var file = new PartialFile(scratch.file("source"));
                var meter = progress.begin(BuildStep.FETCH_SOURCE, 0)) {
            return fetch(new Download(grant, timeouts, scratch, file, meter), file);
        }
    }

    private Fetched fetch(Download download, PartialFile file) {
        var attempts = new Attempts(timeouts);
        while (true) {
            var before = file.highest();
            var slow = false;
            RuntimeException failure;
            try {
                var fetched = attempt(download);
                if (fetched.isPresent()) {
                    return fetched.get();
                }
                failure = new RefusedException("The source %s ended after %s of the %s bytes that it announced."
                        .formatted(shown(), file.size(), download.announced()));
            } catch (TooSlowException e) {
                slow = true;
                failure = new RefusedException("The source %s %s.".formatted(shown(), e.getMessage()));
            } catch (IOException e) {
                failure = new TryAgainException(
                        "The source %s cannot be fetched now: %s.".formatted(shown(), Redacted.failure(e)));
            }
            if (!slow && file.highest() - before >= PROGRESS) {
                attempts.progressed();
            }
            if (!attempts.another()) {
                throw failure;
            }
        }
    }

    private Optional<Fetched> attempt(Download download) throws IOException {
        var source = renewed.get().source();
        try (var client = new SourceClient(source, timeouts, Addresses.of(source))) {
            return download.attempt(client);
        } catch (RefusedException e) {
            if (source.url().equals(renewed.get().source().url())) {
                throw e;
            }
            throw new HttpFailure("another link is there by now");
        }
    }

    private String shown() {
        return Redacted.of(URI.create(grant.source().url()));
    }
}
