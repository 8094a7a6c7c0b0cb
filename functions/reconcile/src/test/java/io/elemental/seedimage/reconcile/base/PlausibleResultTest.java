package io.elemental.seedimage.reconcile.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.elemental.seedimage.format.ResultDocument;
import io.elemental.seedimage.format.ResultDocument.PartDocument;
import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.overlay.ByteRange;
import io.elemental.seedimage.overlay.Slot;
import io.elemental.seedimage.overlay.digest.DigestState;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What builders may say, at its limits and beyond them. */
class PlausibleResultTest {

    private static final long MIB = 1024 * 1024;
    private static final long HUGE = 1L << 62;
    private static final List<String> WORDS = Collections.nCopies(8, "0123abcd");
    private static final SourceDocument SOURCE = new SourceDocument(
            "id", "https://a", "linux/amd64", "iso", Map.of("agent", 64), null, 1, null, null, null, null);

    static final class Saying {

        private String revision = "sha256:1";
        private String sha256 = "0".repeat(64);
        private List<Slot> slots = List.of(new Slot("agent", 20 * MIB, 64));
        private DigestState state = new DigestState(20 * MIB, WORDS);
        private List<ByteRange> zeroExtents = List.of();
        private List<PartDocument> parts = List.of(part(1, 10 * MIB), part(2, 10 * MIB), part(5, MIB));
        private long size = 21 * MIB;
        private @Nullable Integer layout;

        Saying revision(String value) {
            revision = value;
            return this;
        }

        Saying sha256(String value) {
            sha256 = value;
            return this;
        }

        Saying slots(Slot... value) {
            slots = List.of(value);
            return this;
        }

        Saying state(long offset, List<String> words) {
            state = new DigestState(offset, words);
            return this;
        }

        Saying zeroExtents(List<ByteRange> value) {
            zeroExtents = value;
            return this;
        }

        Saying parts(long all, PartDocument... value) {
            size = all;
            parts = List.of(value);
            return this;
        }

        Saying layout(int value) {
            layout = value;
            return this;
        }

        ResultDocument result() {
            return new ResultDocument(
                    "id-1", "prepared", null, revision, size, sha256, slots, state, zeroExtents, parts, layout, null);
        }
    }

    private static PartDocument part(int number, long size) {
        return new PartDocument(number, size, "\"0\"");
    }

    static Stream<Saying> plausible() {
        var tail = PlausibleResult.LONGEST_TAIL;
        return Stream.of(
                new Saying(),
                new Saying().revision("x".repeat(512)),
                new Saying().layout(1),
                new Saying().layout(1000),
                new Saying().zeroExtents(List.of(new ByteRange(0, MIB), new ByteRange(MIB, 20 * MIB))),
                new Saying().zeroExtents(runs(1000)),
                new Saying()
                        .slots(new Slot("agent", PlausibleResult.LARGEST - tail, 64))
                        .state(PlausibleResult.LARGEST - tail, WORDS)
                        .parts(PlausibleResult.LARGEST, part(1001, PlausibleResult.LARGEST)));
    }

    @ParameterizedTest
    @MethodSource("plausible")
    void whatIsPlausibleHasNoProblem(Saying saying) {
        assertThat(PlausibleResult.problem(SOURCE, saying.result())).isEmpty();
    }

    static Stream<Arguments> implausible() {
        return Stream.of(
                Arguments.of(new Saying().revision(""), "revision"),
                Arguments.of(new Saying().revision("a\nb"), "revision"),
                Arguments.of(new Saying().revision("x".repeat(513)), "revision"),
                Arguments.of(new Saying().revision("a\u202eb"), "revision"),
                Arguments.of(new Saying().sha256("0".repeat(63)), "an invalid SHA-256, or an invalid state of one"),
                Arguments.of(new Saying().sha256("A".repeat(64)), "an invalid SHA-256, or an invalid state of one"),
                Arguments.of(new Saying().sha256("0\n".repeat(32)), "an invalid SHA-256, or an invalid state of one"),
                Arguments.of(new Saying().state(0, List.of()), "an invalid state of one"),
                Arguments.of(new Saying().state(0, Collections.nCopies(7, "01234567")), "an invalid state of one"),
                Arguments.of(new Saying().state(0, Collections.nCopies(9, "01234567")), "an invalid state of one"),
                Arguments.of(new Saying().state(0, Collections.nCopies(8, "0123456g")), "an invalid state of one"),
                Arguments.of(new Saying().state(0, Collections.nCopies(8, "0123456A")), "an invalid state of one"),
                Arguments.of(
                        new Saying().state(0, Collections.nCopies(4, "01234567 01234567")), "an invalid state of one"),
                Arguments.of(new Saying().state(-64, WORDS), "an invalid state of one"),
                Arguments.of(new Saying().state(65, WORDS), "an invalid state of one"),
                Arguments.of(new Saying().state(HUGE, WORDS), "a digest that goes beyond its first slot"),
                Arguments.of(new Saying().state(20 * MIB + 64, WORDS), "a digest that goes beyond its first slot"),
                Arguments.of(
                        new Saying().state(0, WORDS).parts(5L << 30, part(1, 5L << 30)),
                        "5368709120 bytes from its first slot to its end; the limit is 1073741824"),
                Arguments.of(new Saying().layout(0), "the layout 0; it may be 1 to 1000"),
                Arguments.of(new Saying().layout(1001), "the layout 1001; it may be 1 to 1000"),
                Arguments.of(new Saying().slots(), "the slots {}; it must have {agent=64}"),
                Arguments.of(
                        new Saying().slots(new Slot("agent", 0, 64), new Slot("agent", 64, 64)),
                        "it must have {agent="),
                Arguments.of(new Saying().slots(new Slot("agent", -1, 64)), "slots at impossible places"),
                Arguments.of(new Saying().slots(new Slot("agent", 21 * MIB - 63, 64)), "slots at impossible places"),
                Arguments.of(new Saying().slots(new Slot("agent", Long.MAX_VALUE, 64)), "slots at impossible places"),
                Arguments.of(new Saying().slots(new Slot("agent", HUGE, 64)), "slots at impossible places"),
                Arguments.of(new Saying().zeroExtents(runs(1001)), "more than 1000 runs of zeros"),
                Arguments.of(new Saying().zeroExtents(List.of(new ByteRange(0, 0))), "runs of zeros"),
                Arguments.of(new Saying().zeroExtents(List.of(new ByteRange(0, 22 * MIB))), "runs of zeros"),
                Arguments.of(new Saying().zeroExtents(List.of(new ByteRange(HUGE, HUGE - 1))), "runs of zeros"),
                Arguments.of(
                        new Saying().zeroExtents(List.of(new ByteRange(9, 9), new ByteRange(17, 9))), "runs of zeros"),
                Arguments.of(new Saying().parts(0), "says that it has 0 bytes; it may have 1 to 1099511627776"),
                Arguments.of(new Saying().parts(-1), "says that it has -1 bytes"),
                Arguments.of(new Saying().parts(HUGE, part(1, HUGE)), "says that it has 4611686018427387904 bytes"),
                Arguments.of(new Saying().parts(1), "0 parts; it may have 1 to 1001"),
                Arguments.of(
                        new Saying()
                                .parts(
                                        1002,
                                        IntStream.rangeClosed(1, 1002)
                                                .mapToObj(number -> part(number, 1))
                                                .toArray(PartDocument[]::new)),
                        "1002 parts; it may have 1 to 1001"),
                Arguments.of(new Saying().parts(1, part(0, 1)), "numbered 0 after 0"),
                Arguments.of(new Saying().parts(1, part(1002, 1)), "numbered 1002 after 0"),
                Arguments.of(new Saying().parts(2, part(1, 1), part(1, 1)), "numbered 1 after 1"),
                Arguments.of(new Saying().parts(2, part(2, 1), part(1, 1)), "numbered 1 after 2"),
                Arguments.of(new Saying().parts(2, part(1, 0), part(2, 2)), "Part 1 of"),
                Arguments.of(new Saying().parts(2, part(1, -1), part(2, 3)), "Part 1 of"),
                Arguments.of(new Saying().parts(2, part(1, HUGE), part(2, HUGE), part(3, HUGE)), "Part 1 of"),
                Arguments.of(new Saying().parts(3, part(1, 1), part(2, 1)), "has 3 bytes; its parts have 1 fewer"),
                Arguments.of(new Saying().parts(6, part(1, 2), part(2, 1), part(3, 3)), "Part 2 of"),
                Arguments.of(new Saying().parts(3, part(1, 1), part(2, 2)), "Part 2 of"));
    }

    @ParameterizedTest
    @MethodSource("implausible")
    void whatCannotBeTrueIsToldInOneSentence(Saying saying, String part) {
        assertThat(PlausibleResult.problem(SOURCE, saying.result()))
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).contains(part).endsWith("."));
    }

    /** What a document cannot even hold. */
    @Test
    void noRunOfBytesOverflows() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(HUGE, HUGE));
    }

    private static List<ByteRange> runs(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new ByteRange(number * 2L, 1))
                .toList();
    }
}
