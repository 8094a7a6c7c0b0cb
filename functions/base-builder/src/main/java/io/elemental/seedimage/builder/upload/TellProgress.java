package io.elemental.seedimage.builder.upload;

import io.elemental.seedimage.builder.common.Meter;
import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.format.ProgressDocument;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** PUTs progress to the store, as far as the store wants it: a build does not fail because nobody sees it. */
public final class TellProgress implements Consumer<Meter> {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Store store;
    private final Supplier<URI> url;
    private final InstantSource clock;
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    /** @param url as it is each time */
    public TellProgress(Store store, Supplier<URI> url, InstantSource clock) {
        this.store = store;
        this.url = url;
        this.clock = clock;
    }

    @Override
    public synchronized void accept(Meter meter) {
        if (last.isDone()) { // else the older one might arrive after the newer one
            var now = clock.instant();
            var startedAt = now.minus(meter.elapsed());
            var document = new ProgressDocument(meter.step(), meter.bytes(), meter.total(), now, startedAt);
            last = store.offer(url.get(), Documents.write(DocumentType.PROGRESS, document), LIMIT);
        }
    }
}
