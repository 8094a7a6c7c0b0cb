package io.elemental.seedimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.runtime.Phases.Since;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PhasesTest {

    private final AtomicLong clock = new AtomicLong();
    private final Phases<String> phases = new Phases<>(clock::incrementAndGet);

    @Test
    void keepNewWhatSendsAByteNowAndThen() {
        assertThat(phases.of("a")).isEqualTo(new Since(Phase.NEW, 1, 1));

        phases.begun("a");
        phases.begun("a");

        assertThat(phases.of("a")).isEqualTo(new Since(Phase.NEW, 1, 1));
    }

    @Test
    void countEachFurtherRequestFromItsBeginning() {
        phases.busy("a");
        phases.answered("a");
        assertThat(phases.of("a")).isEqualTo(new Since(Phase.IDLE, 2, 1));

        phases.begun("a");
        phases.begun("a");

        assertThat(phases.of("a")).isEqualTo(new Since(Phase.HEAD, 3, 1));
    }

    @Test
    void countTheAgeOfAConnectionFromItsBeginningWhateverItAsks() {
        phases.busy("a");
        phases.answered("a");
        phases.begun("a");
        phases.busy("a");

        assertThat(phases.age("a")).hasNanos(4);
    }

    @Test
    void forgetWhatIsNoMore() {
        phases.busy("a");
        phases.busy("b");
        phases.busy("c");

        phases.ended("a");
        phases.keep(List.of("c"));

        assertThat(phases.of("a").phase()).isEqualTo(Phase.NEW);
        assertThat(phases.of("b").phase()).isEqualTo(Phase.NEW);
        assertThat(phases.of("c").phase()).isEqualTo(Phase.BUSY);
    }
}
