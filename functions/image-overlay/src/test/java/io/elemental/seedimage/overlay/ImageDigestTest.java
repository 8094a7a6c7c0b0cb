package io.elemental.seedimage.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
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

    /** FIPS 180-4's example "abc", and the state before any byte: the initial hash value of section 5.3.3. */
    @Test
    void isTheStandardsAlgorithm() {
        var digest = new ResumableSha256();

        assertThat(digest.state())
                .isEqualTo(new DigestState(
                        0,
                        List.of(
                                "6a09e667",
                                "bb67ae85",
                                "3c6ef372",
                                "a54ff53a",
                                "510e527f",
                                "9b05688c",
                                "1f83d9ab",
                                "5be0cd19")));
        digest.update("abc".getBytes(StandardCharsets.US_ASCII), 0, 3);
        assertThat(digest.hex()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void goesOnBehindMoreThanFourGibibytes() {
        var offset = 1L << 33;
        var start = new ResumableSha256().state();
        var resumed = new ResumableSha256(new DigestState(offset, start.words()));
        resumed.update(new byte[64], 0, 64);

        assertThat(resumed.state().offset()).isEqualTo(offset + 64);
        assertThat(HexFormat.of().parseHex(resumed.hex())).hasSize(32);
    }
}
