package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.cluster.RealApiServer;
import io.elemental.seedimage.testing.RealMinio;
import io.elemental.seedimage.testing.RealStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The same histories, in a real cluster's API and a real store. */
class RealHistoriesTest {

    /**
     * In so many, each kind of event and of disturbance comes about a dozen times. That is enough for what only the
     * real parts can show; {@link HistoriesTest} has the combinations, a hundred times as many. For more:
     * {@code -Dseedimage.histories.real=50}.
     */
    private static final int HISTORIES = Integer.getInteger("seedimage.histories.real", 20);

    private static final long FIRST = Long.getLong("seedimage.histories.first", 0);

    private final RealApiServer server = RealApiServer.orSkip();
    private final RealStore minio = RealMinio.orSkip();

    @TestFactory
    Stream<DynamicTest> everyHistoryEndsAsItShould() {
        return LongStream.range(FIRST, FIRST + HISTORIES)
                .mapToObj(seed -> DynamicTest.dynamicTest("history " + seed, () -> runs(seed)));
    }

    private void runs(long seed) {
        // The API server says when a SeedImage was created, so this clock begins where that one stands.
        var clock = new SettableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        try (var site = new RealSite(server, minio, clock)) {
            new Fate(seed, clock, site).fulfil();
        }
    }
}
