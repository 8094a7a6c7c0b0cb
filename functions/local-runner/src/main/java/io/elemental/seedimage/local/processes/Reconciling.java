package io.elemental.seedimage.local.processes;

import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.ClusterUnavailableException;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Looks at every SeedImage whenever something may have changed: one thread, one after the other, as events arrive in a
 * cluster.
 */
final class Reconciling implements AutoCloseable {

    private static final Duration AFTER_OUTAGE = Duration.ofSeconds(2);

    /** How often it looks without being asked: nothing tells of a key's Secret, here as little as in a cluster. */
    static final Duration PERIOD = Duration.ofSeconds(30);

    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("reconcile").factory());
    private final Supplier<List<ResourceRef>> seedImages;
    private final Terminal terminal;
    private final InstantSource clock;

    /** Whether a look was asked for that has not begun. Guarded by this, as what is scheduled next. */
    private boolean asked;

    private Optional<ScheduledFuture<?>> next = Optional.empty();
    private volatile Function<ResourceRef, Optional<Instant>> reconcile = _ -> Optional.empty();
    private String lastOutage = "";

    /** @param seedImages reads the manifests and says what is to be looked at: what stands in them, and what did */
    Reconciling(Supplier<List<ResourceRef>> seedImages, Terminal terminal, InstantSource clock) {
        this.seedImages = seedImages;
        this.terminal = terminal;
        this.clock = clock;
    }

    /**
     * Looks now, and at times without being asked: what is served says how long ago it was seen to be so.
     *
     * @param useCase the use case; when to look again, if not only at the next change
     */
    void start(Function<ResourceRef, Optional<Instant>> useCase) {
        start(useCase, PERIOD);
    }

    /** The same, with another time between two looks that nobody asked for. */
    void start(Function<ResourceRef, Optional<Instant>> useCase, Duration period) {
        reconcile = useCase;
        look();
        var _ = thread.scheduleWithFixedDelay(this::look, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks for a look; several that were asked for meanwhile are one. */
    synchronized void look() {
        if (!asked) {
            asked = true;
            schedule(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void schedule(Duration delay) {
        try {
            next.ifPresent(later -> later.cancel(false));
            next = Optional.of(thread.schedule(this::pass, delay.toMillis(), TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException _) {
            // the runner ends
        }
    }

    private void pass() {
        begin();
        var again = new TreeSet<Instant>();
        try {
            seedImages.get().forEach(ref -> one(ref, again));
        } catch (UncheckedIOException | ClusterUnavailableException | StoreUnavailableException e) {
            outage(e, again);
        }
        scheduleFirst(again);
    }

    /** What is asked for from here on needs another look. */
    private synchronized void begin() {
        asked = false;
    }

    private void one(ResourceRef ref, Set<Instant> again) {
        try {
            reconcile.apply(ref).ifPresent(again::add);
            lastOutage = "";
        } catch (RuntimeException e) { // one that cannot be reconciled must not stop the others
            outage(e, again);
        }
    }

    private void outage(RuntimeException e, Set<Instant> again) {
        var sentence = String.valueOf(e.getMessage());
        if (!thread.isShutdown() && !sentence.equals(lastOutage)) {
            lastOutage = sentence;
            terminal.say("Trying again soon: " + sentence);
        }
        again.add(clock.instant().plus(AFTER_OUTAGE));
    }

    private void scheduleFirst(NavigableSet<Instant> again) {
        if (!again.isEmpty()) {
            var delay = Duration.between(clock.instant(), again.first());
            scheduleUnlessAsked(delay.isNegative() ? Duration.ZERO : delay);
        }
    }

    /** In one step with {@link #look}: one that came in between would be put off until then. */
    private synchronized void scheduleUnlessAsked(Duration delay) {
        if (!asked) {
            schedule(delay);
        }
    }
}
