package io.elemental.seedimage.reconcile.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.overlay.ByteRange;
import io.elemental.seedimage.overlay.ImageOverlay;
import io.elemental.seedimage.overlay.Segment;
import io.elemental.seedimage.reconcile.image.CompositionPlan.PlannedPart;
import java.util.ArrayList;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompositionPlanTest {

    private static final long MIB = 1024 * 1024;
    private static final long SMALLEST = 5 * MIB;

    /** Sizes in MiB; segments as "offset+length", parts as "copy" or "upload" with their range. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100 | 80+1         | copy 0-80, upload 80-85, copy 85-100",
                "100 | 80+1 81+1    | copy 0-80, upload 80-85, copy 85-100",
                "100 | 50+8         | copy 0-50, upload 50-58, copy 58-100",
                "100 | 5+1          | copy 0-5, upload 5-10, copy 10-100",
                // the rest behind the slots is shorter than a part, and the last one
                "100 | 92+1         | copy 0-92, upload 92-97, copy 97-100",
                "100 | 95+1         | copy 0-95, upload 95-100",
                "100 | 98+1         | copy 0-98, upload 98-100",
                "100 | 99+1         | copy 0-99, upload 99-100",
                // no part fits in front of the first slot
                "100 | 4+1          | upload 0-5, copy 5-100",
                "100 | 0+1          | upload 0-5, copy 5-100",
                "100 | 3+9          | upload 0-12, copy 12-100",
                "7   | 4+1          | upload 0-5, copy 5-7",
                "4   | 1+1          | upload 0-4",
                // no part fits between two slots, or one does
                "100 | 20+1 29+1    | copy 0-20, upload 20-30, copy 30-100",
                "100 | 20+1 30+1    | copy 0-20, upload 20-25, copy 25-30, upload 30-35, copy 35-100",
                "100 | 20+7 32+1    | copy 0-20, upload 20-27, copy 27-32, upload 32-37, copy 37-100",
                "100 | 2+1 12+1     | upload 0-5, copy 5-12, upload 12-17, copy 17-100",
                "100 | 2+1 9+1      | upload 0-10, copy 10-100",
                // large pieces are several parts
                "1500 | 1200+1      | copy 0-400, copy 400-800, copy 800-1200, upload 1200-1205, copy 1205-1500",
                "100 | 50+40        | copy 0-50, upload 50-64, upload 64-77, upload 77-90, copy 90-100",
            })
    void sendsWhatLiesOverTheBaseAndCopiesTheRest(long size, String segments, String parts) {
        var overlay = ImageOverlay.of(
                size * MIB,
                Stream.of(segments.split(" ", -1))
                        .map(word -> word.split("\\+", -1))
                        .map(word -> new Segment(
                                Long.parseLong(word[0]) * MIB, (int) (Integer.parseInt(word[1]) * MIB), new byte[0]))
                        .toList());

        assertThat(CompositionPlan.of(overlay).parts().stream()
                        .map(CompositionPlanTest::inMebibytes)
                        .collect(Collectors.joining(", ")))
                .isEqualTo(parts);
    }

    @Test
    void keepsToTheRulesOfThePartsForAnyOverlay() {
        var random = new Random(20261124);
        for (var round = 0; round < 5_000; round++) {
            var overlay = overlay(random);

            var parts = CompositionPlan.of(overlay).parts();

            var at = 0L;
            for (var part : parts) {
                assertThat(part.range().offset()).isEqualTo(at);
                at = part.range().end();
                if (at < overlay.size()) {
                    assertThat(part.range().length()).isGreaterThanOrEqualTo(SMALLEST);
                }
                if (part instanceof PlannedPart.Copy) {
                    assertThat(overlay.segments()).noneMatch(segment -> overlap(segment.range(), part.range()));
                }
            }
            assertThat(at).isEqualTo(overlay.size());
        }
    }

    private static ImageOverlay overlay(Random random) {
        var size = 1 + random.nextLong(random.nextBoolean() ? 30 * MIB : 3_000 * MIB);
        var segments = new ArrayList<Segment>();
        var at = 0L;
        for (var count = random.nextInt(1, 5); count > 0; count--) {
            var offset = at + random.nextLong(random.nextBoolean() ? 6 * MIB : size);
            var length = 1 + random.nextInt((int) (random.nextBoolean() ? MIB / 4 : 20 * MIB));
            if (offset + length <= size) {
                segments.add(new Segment(offset, length, new byte[0]));
                at = offset + length;
            }
        }
        return ImageOverlay.of(size, segments);
    }

    private static boolean overlap(ByteRange one, ByteRange other) {
        return one.offset() < other.end() && other.offset() < one.end();
    }

    private static String inMebibytes(PlannedPart part) {
        var range = part.range();
        var offset = Math.ceilDiv(range.offset(), MIB);
        return "%s %s-%s"
                .formatted(
                        part instanceof PlannedPart.Copy ? "copy" : "upload", offset, Math.ceilDiv(range.end(), MIB));
    }
}
