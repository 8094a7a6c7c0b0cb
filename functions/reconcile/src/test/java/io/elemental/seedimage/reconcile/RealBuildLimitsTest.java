package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.cluster.RealApiServer;
import io.elemental.seedimage.format.SourceId;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.UnfinishedBuild;
import io.elemental.seedimage.testing.RealMinio;
import io.elemental.seedimage.testing.RealStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The flood of {@link BuildLimitsTest} with real Jobs, a real store and limits of 2 builds at once, 1 a namespace. */
class RealBuildLimitsTest {

    private static final int FLOOD = 26;

    private final RealApiServer server = RealApiServer.orSkip();
    private final RealStore minio = RealMinio.orSkip();
    private final SettableClock clock = new SettableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));

    @Test
    void aFloodHasOneBuildAtOnceAndNobodyElseWaits() {
        try (var site = new RealSite(server, minio, clock)) {
            var places = new Places(clock, site, false);
            Places.REGISTRATIONS.forEach(registration -> places.register(registration, 0, 0, false, false, true));
            var flooding = Places.REGISTRATIONS.getFirst();
            var other = Places.REGISTRATIONS.getLast();

            IntStream.range(0, FLOOD)
                    .forEach(n -> creates(places, flooding.sibling(String.format(Locale.ROOT, "flood-%02d", n)), n));
            assertThat(site.builds().unfinished())
                    .containsExactly(new UnfinishedBuild(build(places, 0), flooding.namespace()));
            assertThat(said(site, flooding.sibling("flood-25"))).isEqualTo("25 builds are before this one.");

            creates(places, other.sibling("honest"), FLOOD);
            assertThat(site.builds().unfinished())
                    .containsExactlyInAnyOrder(
                            new UnfinishedBuild(build(places, 0), flooding.namespace()),
                            new UnfinishedBuild(build(places, FLOOD), other.namespace()));

            for (var next = 1; next < 4; next++) {
                places.builder.prepare(build(places, next - 1));
                follow(places, new Change.BaseBuildChanged(build(places, next - 1)));
                assertThat(site.builds().unfinished())
                        .containsExactlyInAnyOrder(
                                new UnfinishedBuild(build(places, next), flooding.namespace()),
                                new UnfinishedBuild(build(places, FLOOD), other.namespace()));
            }
        }
    }

    private static void creates(Places places, ResourceRef ref, int source) {
        places.site.create(World.like(World.seedImage(ref, "uid-" + ref, 1))
                .baseImage(url(source))
                .build());
        follow(places, new Change.SeedImageChanged(ref));
    }

    private static void follow(Places places, Change change) {
        assertThat(places.reconcilers.getFirst().follow(change)).isEqualTo(Outcome.DONE);
    }

    private static String said(Site site, ResourceRef ref) {
        return site.status(ref).orElseThrow().variants().getFirst().reason().orElse("");
    }

    private static String build(Places places, int source) {
        return SourceId.of(url(source), "linux/amd64", "iso", places.settings.slots()) + "-1";
    }

    private static String url(int source) {
        return "https://mirror.example/source-%s.iso".formatted(source);
    }
}
