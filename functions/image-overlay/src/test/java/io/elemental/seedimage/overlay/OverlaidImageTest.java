package io.elemental.seedimage.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OverlaidImageTest {

    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.US_ASCII);

    @Test
    void everyRangeOfASmallImageIsRight() throws IOException {
        var base = Bases.noise(1, 40);
        var overlay = ImageOverlay.of(
                40, List.of(new Segment(5, 10, CONTENT), new Segment(15, 3, new byte[0]), new Segment(30, 7, CONTENT)));
        var image = new OverlaidImage(Bases.bytes(base), overlay);
        var model = Bases.model(base, overlay);

        for (var from = 0; from <= 40; from++) {
            for (var to = from; to <= 40; to++) {
                assertThat(read(image, from, to - from)).isEqualTo(Arrays.copyOfRange(model, from, to));
            }
        }
    }

    @Test
    void randomOverlaysAgreeWithAPlainCopyOfAllBytes() throws IOException {
        var random = new Random(2);
        for (var round = 0; round < 2_000; round++) {
            var base = Bases.noise(round, 1 + random.nextInt(5_000));
            var overlay = ImageOverlay.of(base.length, segments(random, base.length));
            var image = new OverlaidImage(Bases.bytes(base), overlay);
            var from = random.nextInt(base.length + 1);
            var to = from + random.nextInt(base.length - from + 1);

            assertThat(read(image, from, to - from))
                    .isEqualTo(Arrays.copyOfRange(Bases.model(base, overlay), from, to));
        }
    }

    /** One request for each part of the base, none for what the overlay covers, none before its turn. */
    @Test
    void opensEachPartOfTheBaseOnceAndOnlyWhenItIsReached() throws IOException {
        var opened = new ArrayList<ByteRange>();
        var base = Bases.noise(3, 1_000);
        var image = new OverlaidImage(
                range -> {
                    opened.add(range);
                    return Bases.bytes(base).open(range);
                },
                ImageOverlay.of(1_000, List.of(new Segment(100, 50, CONTENT), new Segment(150, 50, CONTENT))));

        try (var bytes = image.open(new ByteRange(10, 900))) {
            assertThat(opened).isEmpty();
            var _ = bytes.readNBytes(90 + 100);
            assertThat(opened).containsExactly(new ByteRange(10, 90));
            bytes.readAllBytes();
        }

        assertThat(opened).containsExactly(new ByteRange(10, 90), new ByteRange(200, 710));
    }

    @Test
    void whatIsInsideASegmentNeedsNoBase() throws IOException {
        var image = new OverlaidImage(
                range -> {
                    throw new AssertionError("the base was opened at " + range);
                },
                ImageOverlay.of(1_000, List.of(new Segment(100, 50, CONTENT))));

        assertThat(read(image, 103, 6)).isEqualTo("tent\n\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(read(image, 10, 0)).isEmpty();
    }

    @Test
    void aBaseThatEndsEarlyIsAnErrorThatNamesTheOffset() {
        var image = new OverlaidImage(
                Bases.bytes(Bases.noise(4, 700)), ImageOverlay.of(1_000, List.of(new Segment(100, 50, CONTENT))));

        assertThatThrownBy(() -> read(image, 120, 880))
                .isInstanceOf(BaseEndedEarlyException.class)
                .hasMessage("the base ends at byte 700; bytes 150 to 999 were to be read");
        assertThatThrownBy(() -> read(image, 800, 10))
                .isInstanceOf(BaseEndedEarlyException.class)
                .hasMessage("the base ends at byte 800; bytes 800 to 809 were to be read");
    }

    @Test
    void aBaseThatGivesMoreThanAskedForAddsNothing() throws IOException {
        var base = Bases.noise(5, 1_000);
        var image = new OverlaidImage(
                range -> new ByteArrayInputStream(base, (int) range.offset(), 1_000),
                ImageOverlay.of(1_000, List.of()));

        assertThat(read(image, 10, 20)).isEqualTo(Arrays.copyOfRange(base, 10, 30));
    }

    @Test
    void aRangeBehindTheEndIsAMistakeOfTheCaller() {
        var image = new OverlaidImage(Bases.bytes(new byte[10]), ImageOverlay.of(10, List.of()));

        assertThatThrownBy(() -> image.open(new ByteRange(5, 6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bytes up to 11 of an image of 10");
    }

    @Test
    void closingClosesThePartThatIsBeingRead() throws IOException {
        var closed = new ArrayList<ByteRange>();
        var image = new OverlaidImage(
                range -> new ByteArrayInputStream(new byte[(int) range.length()]) {
                    @Override
                    public void close() {
                        closed.add(range);
                    }
                },
                ImageOverlay.of(1_000, List.of(new Segment(100, 50, CONTENT))));

        var bytes = image.open(new ByteRange(0, 1_000));
        var _ = bytes.readNBytes(200);
        assertThat(closed).containsExactly(new ByteRange(0, 100));
        bytes.close();

        assertThat(closed).containsExactly(new ByteRange(0, 100), new ByteRange(150, 850));
        assertThat(bytes.read()).isEqualTo(-1);
    }

    private static byte[] read(OverlaidImage image, long offset, long length) throws IOException {
        try (InputStream bytes = image.open(new ByteRange(offset, length))) {
            return bytes.readAllBytes();
        }
    }

    private static List<Segment> segments(Random random, int size) {
        var segments = new ArrayList<Segment>();
        var at = 0;
        while (true) {
            at += random.nextInt(700);
            var length = random.nextInt(300);
            if (at + length > size) {
                return segments;
            }
            segments.add(new Segment(at, length, Bases.noise(at, random.nextInt(length + 1))));
            at += length;
        }
    }
}
