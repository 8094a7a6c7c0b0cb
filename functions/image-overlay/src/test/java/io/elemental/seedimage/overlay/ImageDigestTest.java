package io.elemental.seedimage.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ImageDigestTest {

    @Test
    void resumedIsWhatTheWholeWouldBeAndReadsNothingInFrontOfTheFirstSlot() throws IOException {
        var random = new Random(3);
        for (var round = 0; round < 1_000; round++) {
            var agentAt = random.nextInt(4_000);
            var cloudConfigAt = agentAt + 512 + random.nextInt(2_000);
            var bytes = Bases.withSlots(cloudConfigAt + 1024 + random.nextInt(3_000), agentAt, cloudConfigAt);
            var base = Bases.scan(bytes, 1_000);
            var overlay = ImageOverlay.fill(
                    base,
                    Map.of(
                            "agent", Bases.noise(round, random.nextInt(513)),
                            "cloud-config", Bases.noise(-round, random.nextInt(1025))));
            var read = new AtomicLong();
            var image = new OverlaidImage(
                    range -> {
                        read.addAndGet(range.length());
                        return Bases.bytes(bytes).open(range);
                    },
                    overlay);

            assertThat(ImageDigest.resume(base.digestState(), image))
                    .isEqualTo(Bases.sha256(Bases.model(bytes, overlay)));
            assertThat(read.get()).isLessThanOrEqualTo(bytes.length - agentAt - 512 - 1024 + 63);
        }
    }
}
