package io.elemental.seedimage.reconcile.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.overlay.BaseBytes;
import io.elemental.seedimage.overlay.BaseEndedEarlyException;
import io.elemental.seedimage.overlay.ByteRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentRangesTest {

    private static final ByteRange A = new ByteRange(10, 100);
    private static final ByteRange B = new ByteRange(200, 100);
    private static final ByteRange C = new ByteRange(400, 100);
    private static final ByteRange D = new ByteRange(600, 100);

    private final List<ByteRange> opened = new ArrayList<>();
    private final RecentRanges ranges = new RecentRanges(300);

    @Test
    void readsARangeOfABaseOnce() throws IOException {
        assertThat(read("one", A)).isEqualTo(bytes(A));
        assertThat(read("one", A)).isEqualTo(bytes(A));
        assertThat(read("other", A)).isEqualTo(bytes(A));

        assertThat(opened).containsExactly(A, A);
    }

    @Test
    void forgetsWhatWasNotUsedForLongest() throws IOException {
        read("one", A);
        read("one", B);
        read("one", C);
        read("one", A);
        read("one", D);
        opened.clear();

        read("one", A);
        read("one", C);
        read("one", D);
        assertThat(opened).isEmpty();
        read("one", B);
        assertThat(opened).containsExactly(B);
    }

    @Test
    void doesNotKeepWhatIsTooLarge() throws IOException {
        var large = new ByteRange(0, 101);

        assertThat(read("one", large)).isEqualTo(bytes(large));
        read("one", large);

        assertThat(opened).containsExactly(large, large);
    }

    @Test
    void readsABaseAgainThatItWasToldToForget() throws IOException {
        read("one", A);
        read("other", A);
        ranges.forget("one");
        opened.clear();

        read("other", A);
        read("one", A);

        assertThat(opened).containsExactly(A);
    }

    @Test
    void keepsNothingOfABaseThatEndsEarly() {
        BaseBytes shorter = range -> new ByteArrayInputStream(bytes(range), 0, 40);

        assertThatThrownBy(() -> ranges.open("one", A, shorter))
                .isInstanceOf(BaseEndedEarlyException.class)
                .hasMessage("the base ends at byte 50; bytes 10 to 109 were to be read");
        assertThatThrownBy(() -> ranges.open("one", A, shorter)).isInstanceOf(BaseEndedEarlyException.class);
    }

    private byte[] read(String build, ByteRange range) throws IOException {
        try (var in = ranges.open(build, range, asked -> {
            opened.add(asked);
            return new ByteArrayInputStream(bytes(asked));
        })) {
            return in.readAllBytes();
        }
    }

    private static byte[] bytes(ByteRange range) {
        var bytes = new byte[(int) range.length()];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (range.offset() + i);
        }
        return bytes;
    }
}
