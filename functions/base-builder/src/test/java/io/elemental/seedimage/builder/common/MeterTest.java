package io.elemental.seedimage.builder.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.BuildStep;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class MeterTest {

    private final Progress progress =
            new Progress(new Console(new PrintStream(OutputStream.nullOutputStream())), _ -> {});

    @Test
    void saysHowMuchOfTheWholeIsDone() {
        var meter = meter(400);
        meter.set(100);

        assertThat(meter.running()).startsWith("AddSlots: 100 of 400 bytes (25 %), ");
    }

    /** As xorriso does, which rounds up what it writes. */
    @Test
    void nothingIsMoreThanTheWhole() {
        var meter = meter(5_081_088);
        meter.set(5_410_816);

        assertThat(meter.running()).startsWith("AddSlots: 5410816 of 5410816 bytes (100 %), ");
        assertThat(meter.total()).isEqualTo(5_410_816);
    }

    @Test
    void aWholeThatIsUnknownStaysUnknown() {
        var meter = meter(0);
        meter.set(7);

        assertThat(meter.running()).startsWith("AddSlots: 7 bytes, ");
        assertThat(meter.total()).isZero();
    }

    private Meter meter(long total) {
        progress.close();
        return new Meter(BuildStep.ADD_SLOTS, total, progress);
    }
}
