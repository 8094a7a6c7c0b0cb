package io.elemental.seedimage.rules.links;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long links live, by their use; none lives longer than the SeedImage.
 *
 * @param bmc of a SeedImage that never expires
 * @param bmcAtMost of any other
 */
public record LinkLives(Duration browser, Duration netboot, Duration bmc, Duration bmcAtMost) {

    /** When a link that is made now ends, in whole seconds. */
    public Instant end(LinkUse use, Instant now, @Nullable Instant imageExpiresAt) {
        var life = switch (use) {
            case BROWSER -> browser;
            case NETBOOT -> netboot;
            case BMC -> imageExpiresAt == null ? bmc : bmcAtMost;
        };
        return Stream.concat(Stream.of(now.plus(life)), Optional.ofNullable(imageExpiresAt).stream())
                .min(Instant::compareTo)
                .orElseThrow()
                .truncatedTo(ChronoUnit.SECONDS);
    }
}
