package io.elemental.seedimage.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageOverlayTest {

    private static final PreparedBase BASE = Bases.scan(Bases.withSlots(8192, 2048, 4096), 8192);

    @Test
    void fillsEverySlotAndPadsWithNewlines() {
        var overlay = ImageOverlay.fill(BASE, Map.of("agent", bytes("stages: {}")));

        assertThat(overlay.segments())
                .extracting(Segment::range)
                .containsExactly(new ByteRange(2048, 512), new ByteRange(4096, 1024));
        var image = Bases.model(new byte[8192], overlay);
        assertThat(text(image, 2048, 512)).isEqualTo("stages: {}" + "\n".repeat(502));
        assertThat(text(image, 4096, 1024)).isEqualTo("# nothing here\n" + "\n".repeat(1009));
    }

    @Test
    void takesContentUpToTheSlotsSizeAndRefusesMoreWithBothSizes() {
        assertThat(ImageOverlay.fill(BASE, Map.of("agent", new byte[512])).segments())
                .hasSize(2);
        assertThatThrownBy(() -> ImageOverlay.fill(BASE, Map.of("agent", new byte[513])))
                .isInstanceOf(ContentTooLargeException.class)
                .hasMessage("the content of slot 'agent' has 513 bytes; the slot takes 512");
    }

    @Test
    void refusesContentForASlotThatTheBaseDoesNotHave() {
        assertThatThrownBy(() -> ImageOverlay.fill(BASE, Map.of("other", new byte[1])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("base build-1 has no slot [other]");
    }

    @Test
    void segmentsAreSortedAndMayTouch() {
        var overlay = ImageOverlay.of(30, List.of(new Segment(10, 20, bytes("b")), new Segment(0, 10, bytes("a"))));

        assertThat(overlay.segments()).extracting(Segment::offset).containsExactly(0L, 10L);
    }

    @Test
    void segmentsThatOverlapOrLieOutsideAreRefused() {
        assertThatThrownBy(() ->
                        ImageOverlay.of(30, List.of(new Segment(0, 11, new byte[0]), new Segment(10, 5, new byte[0]))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ImageOverlay.of(30, List.of(new Segment(20, 11, new byte[0]))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Segment(0, 1, new byte[2])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ByteRange(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingShowsTheContent() {
        var overlay = ImageOverlay.fill(BASE, Map.of("agent", bytes("a token")));

        assertThat(overlay.segments().toString()).doesNotContain("token");
    }

    @Test
    void changingTheBytesThatWentInChangesNothing() {
        var content = bytes("before");
        var segment = new Segment(0, 10, content);
        content[0] = 'x';
        segment.content()[0] = 'y';

        assertThat(segment.content()).isEqualTo(bytes("before"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] image, int offset, int length) {
        return new String(image, offset, length, StandardCharsets.US_ASCII);
    }
}
