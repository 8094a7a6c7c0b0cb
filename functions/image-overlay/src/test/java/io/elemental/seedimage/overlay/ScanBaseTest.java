package io.elemental.seedimage.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.overlay.digest.ResumableSha256;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanBaseTest {

    private static final int SIZE = 8192;
    private static final String MARKER = "# elemental-seedimage-slot v1 name=";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 34, 35, 36, 63, 64, 65, 127, 511, 4096, SIZE})
    void findsTheSlotsWhereverPortionsEnd(int portion) {
        var base = Bases.withSlots(SIZE, 2048, 4096);

        var prepared = Bases.scan(base, portion);

        assertThat(prepared.size()).isEqualTo(SIZE);
        assertThat(prepared.sha256()).isEqualTo(Bases.sha256(base));
        assertThat(prepared.slots())
                .containsExactly(new Slot("agent", 2048, 512), new Slot("cloud-config", 4096, 1024));
        assertThat(prepared.digestState().offset()).isEqualTo(2048);
    }

    /** Markers anywhere, also across the borders of the scan's own window, and a state that the digest goes on from. */
    @Test
    void findsTheSlotsAtAnyOffsetOfALongerBase() {
        var random = new Random(1);
        for (var round = 0; round < 1_000; round++) {
            var size = 70_000 + random.nextInt(70_000);
            var agentAt = 64_000 + random.nextInt(3_000);
            var cloudConfigAt = agentAt + 512 + random.nextInt(1_500);
            var base = Bases.lay(
                    Bases.lay(new byte[size], agentAt, Placeholder.of(Bases.AGENT, Bases.ID)),
                    cloudConfigAt,
                    Placeholder.of(Bases.CLOUD_CONFIG, Bases.ID));

            var prepared = Bases.scan(base, 1 + random.nextInt(90_000));

            assertThat(prepared.slots())
                    .containsExactly(new Slot("agent", agentAt, 512), new Slot("cloud-config", cloudConfigAt, 1024));
            assertThat(prepared.sha256()).isEqualTo(Bases.sha256(base));
            assertThat(prepared.digestState().offset()).isEqualTo(agentAt - agentAt % 64);
            var rest = ResumableSha256.resume(prepared.digestState());
            var from = (int) prepared.digestState().offset();
            rest.update(base, from, size - from);
            assertThat(rest.hex()).isEqualTo(prepared.sha256());
        }
    }

    @Test
    void slotsMayTouchEachOtherAndTheEnd() {
        var base = Bases.withSlots(512 + 1024, 0, 512);

        assertThat(Bases.scan(base, 100).slots())
                .containsExactly(new Slot("agent", 0, 512), new Slot("cloud-config", 512, 1024));
    }

    @Test
    void aPrefixThatBreaksOffAndBeginsAnewIsFound() {
        var base = Bases.lay(Bases.withSlots(SIZE, 2048, 4096), 2048 - 20, "# elemental-seed# ##");

        assertThat(Bases.scan(base, 5).slots().getFirst().offset()).isEqualTo(2048);
    }

    static Stream<Arguments> bad() {
        var good = Bases.withSlots(SIZE, 2048, 4096);
        var agent = Placeholder.of(Bases.AGENT, Bases.ID);
        return Stream.of(
                Arguments.of(
                        "no slot", Bases.noise(1, SIZE), "the image of 8192 bytes has no slot agent, cloud-config"),
                Arguments.of(
                        "one slot missing",
                        Bases.lay(Bases.noise(1, SIZE), 2048, agent),
                        "the image of 8192 bytes has no slot cloud-config"),
                Arguments.of(
                        "twice",
                        Bases.lay(good.clone(), 6144, agent),
                        "the image has the slot agent twice, at byte 2048 and at byte 6144"),
                Arguments.of(
                        "cut short in its padding",
                        Arrays.copyOf(good, 4096 + 1023),
                        "the slot at byte 4096 is cut short: the image ends at byte 5119"),
                Arguments.of(
                        "cut short in its marker",
                        Arrays.copyOf(good, 4096 + 40),
                        "the slot at byte 4096 is cut short: the image ends at byte 4136"),
                Arguments.of(
                        "padding not newline",
                        Bases.lay(good.clone(), 2048 + 511, "\0"),
                        "the slot agent at byte 2048 has 0x00 instead of a newline at byte 2559"),
                Arguments.of(
                        "overlapping",
                        Bases.lay(good.clone(), 2048 + 300, Placeholder.of(Bases.CLOUD_CONFIG, Bases.ID)),
                        "the slot agent at byte 2048 overlaps something else at byte 2348"),
                Arguments.of(
                        "another length",
                        Bases.lay(good.clone(), 2048, Placeholder.of(new SlotSpec("agent", 256), Bases.ID)),
                        "the slot agent at byte 2048 has 256 bytes instead of 512"),
                Arguments.of(
                        "unknown",
                        Bases.lay(good.clone(), 100, Placeholder.of(new SlotSpec("other", 256), Bases.ID)),
                        "the image has a slot other at byte 100 that it should not have"),
                Arguments.of(
                        "another base's",
                        Bases.lay(good.clone(), 2048, Placeholder.of(Bases.AGENT, "f".repeat(32))),
                        "the slot agent at byte 2048 belongs to another base (id " + "f".repeat(32) + ")"),
                Arguments.of(
                        "malformed",
                        Bases.lay(good.clone(), 100, MARKER + "agent length=0 id=1\n"),
                        "the slot marker at byte 100 is malformed"),
                Arguments.of(
                        "shorter than its marker",
                        Bases.lay(good.clone(), 100, MARKER + "agent length=60 id=" + Bases.ID + "\n"),
                        "the slot marker at byte 100 is malformed"),
                Arguments.of(
                        "too long for an int",
                        Bases.lay(good.clone(), 100, MARKER + "agent length=9999999999 id=" + Bases.ID + "\n"),
                        "the slot marker at byte 100 is malformed"),
                Arguments.of(
                        "without an end",
                        Bases.lay(good.clone(), 100, MARKER + "a".repeat(200)),
                        "the slot marker at byte 100 is malformed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void refusesWithASentenceThatSaysWhatWasFoundWhere(String what, byte[] base, String sentence) {
        for (var portion : List.of(3, 64, SIZE)) {
            assertThatThrownBy(() -> Bases.scan(base, portion))
                    .as(what)
                    .isInstanceOf(BadSlotsException.class)
                    .hasMessage(sentence);
        }
    }
}
