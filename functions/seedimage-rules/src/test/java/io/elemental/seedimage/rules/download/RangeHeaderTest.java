package io.elemental.seedimage.rules.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.download.RequestConditions.Outcome;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeHeaderTest {

    private static final String BEYOND_LONG = "9".repeat(30);

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-99, 0, 100",
        "bytes=0-100, 0, 100",
        "bytes=0-, 0, 100",
        "bytes=99-, 99, 1",
        "bytes=10-19, 10, 10",
        "bytes=00010-019, 10, 10",
        "bytes=-1, 99, 1",
        "bytes=-100, 0, 100",
        "bytes=-101, 0, 100",
        "BYTES=5-6, 5, 2",
        "'  bytes= 5-6 ', 5, 2",
        "'bytes=,5-6,', 5, 2",
    })
    void selectsOneRange(String header, long offset, long length) {
        assertThat(RangeHeader.evaluate(header, 100)).isEqualTo(new Outcome.Part(offset, length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=-000"})
    void saysWhenNothingOfTheImageIsAskedFor(String header) {
        assertThat(RangeHeader.evaluate(header, 100)).isEqualTo(new Outcome.OutOfRange());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=a-b",
                "bytes=5",
                "bytes=5-4",
                "bytes=--5",
                "bytes=5-6-7",
                "bytes 5-6",
                "items=0-5",
                "bytes=0x1-2",
                "bytes=1.0-2",
                "bytes=+1-2",
                "bytes=１-2",
                "none",
                "bytes:0-5"
            })
    void ignoresWhatIsNoRangeOfBytes(String header) {
        assertThat(RangeHeader.evaluate(header, 100)).isEqualTo(new Outcome.Whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,5-6", "bytes=0-1, -1", "bytes=0-0,0-0", "bytes=200-,300-"})
    void answersSeveralRangesWithTheWhole(String header) {
        assertThat(RangeHeader.evaluate(header, 100)).isEqualTo(new Outcome.Whole());
    }

    @Test
    void takesPositionsOfAnyLength() {
        assertThat(RangeHeader.evaluate("bytes=5-" + BEYOND_LONG, 100)).isEqualTo(new Outcome.Part(5, 95));
        assertThat(RangeHeader.evaluate("bytes=-" + BEYOND_LONG, 100)).isEqualTo(new Outcome.Part(0, 100));
        assertThat(RangeHeader.evaluate("bytes=" + BEYOND_LONG + "-", 100)).isEqualTo(new Outcome.OutOfRange());
    }

    @Test
    void hasNoPartOfNothing() {
        assertThat(RangeHeader.evaluate("bytes=0-", 0)).isEqualTo(new Outcome.OutOfRange());
        assertThat(RangeHeader.evaluate("bytes=-5", 0)).isEqualTo(new Outcome.OutOfRange());
    }

    @Test
    void staysInsideTheImageWhateverIsAskedFor() {
        var random = new Random(9110);
        for (var round = 0; round < 2_000; round++) {
            var size = 1 + random.nextLong(1L << 40);
            var first = random.nextLong(1L << 41);
            var last = random.nextBoolean() ? first + random.nextLong(1L << 20) : random.nextLong(1L << 41);

            var outcome = RangeHeader.evaluate("bytes=%s-%s".formatted(first, last), size);

            var expected = last < first
                    ? new Outcome.Whole()
                    : first >= size
                            ? new Outcome.OutOfRange()
                            : new Outcome.Part(first, Math.min(size, last + 1) - first);
            assertThat(outcome).as("%s-%s of %s", first, last, size).isEqualTo(expected);
        }
    }
}
