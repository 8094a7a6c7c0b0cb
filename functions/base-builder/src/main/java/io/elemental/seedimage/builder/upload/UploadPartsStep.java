package io.elemental.seedimage.builder.upload;

import io.elemental.seedimage.builder.common.Meter;
import io.elemental.seedimage.builder.common.Progress;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.TryAgainException;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.format.ResultDocument.PartDocument;
import io.elemental.seedimage.rules.BuildStep;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Uploads the image in parts, some of them at the same time, none of them held in memory. */
public final class UploadPartsStep {

    private static final int AT_ONCE = 4;
    private static final Duration LEAST = Duration.ofSeconds(60);

    /** An upload that is slower has stalled. */
    private static final long BYTES_PER_SECOND = 64 * 1024;

    private final Supplier<GrantDocument> renewed;
    private final GrantDocument grant;
    private final Store store;
    private final Progress progress;

    /** @param renewed the grant as it is now, of which each part takes its URL */
    public UploadPartsStep(Supplier<GrantDocument> renewed, Store store, Progress progress) {
        this.renewed = renewed;
        this.grant = renewed.get();
        this.store = store;
        this.progress = progress;
    }

    /**
     * Uploads an image in parts.
     *
     * @param size of the image, in bytes
     */
    public List<PartDocument> run(Path image, long size) {
        if (size / grant.partSize() > grant.parts().size()) {
            throw new RefusedException(
                    "The image has %s bytes, and the grant has room for %s parts of %s bytes and a shorter one."
                            .formatted(size, grant.parts().size(), grant.partSize()));
        }
        var parts = parts(size);
        try (var meter = progress.begin(BuildStep.UPLOAD_PARTS, size)) {
            return upload(parts.stream()
                    .map(part -> (Callable<PartDocument>) () -> upload(part, image, meter))
                    .toList());
        }
    }

    private List<FilePart> parts(long size) {
        List<FilePart> parts = new ArrayList<>();
        var full = size / grant.partSize();
        for (var part = 0L; part < full; part++) {
            parts.add(new FilePart((int) part + 1, part * grant.partSize(), grant.partSize()));
        }
        if (size > full * grant.partSize()) { // numbers need not be without a gap
            parts.add(new FilePart(grant.parts().size() + 1, full * grant.partSize(), size - full * grant.partSize()));
        }
        return parts;
    }

    private static List<PartDocument> upload(List<Callable<PartDocument>> uploads) {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var running = uploads.stream().map(threads::submit).toList();
            try {
                List<PartDocument> done = new ArrayList<>();
                for (var part : running) {
                    done.add(result(part));
                }
                return done;
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static PartDocument result(Future<PartDocument> part) {
        try {
            return part.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TryAgainException again ? again : new IllegalStateException(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new TryAgainException("Interrupted.");
        }
    }

    private String url(FilePart part) {
        var now = renewed.get();
        return part.number() > now.parts().size() ? now.lastPart() : now.parts().get(part.number() - 1);
    }

    private PartDocument upload(FilePart part, Path image, Meter meter) {
        var sent = new AtomicLong();
        LongConsumer count = bytes -> {
            sent.addAndGet(bytes);
            meter.add(bytes);
        };
        var etag = store.put(
                "part %s".formatted(part.number()),
                () -> URI.create(url(part)),
                () -> {
                    meter.add(-sent.getAndSet(0)); // what an earlier attempt sent is sent again
                    return part.publish(image, count);
                },
                LEAST.plusSeconds(part.length() / BYTES_PER_SECOND));
        return new PartDocument(part.number(), part.length(), etag);
    }
}
