package io.elemental.seedimage.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboard asks for what is measured, and for all of it. */
class DashboardTest {

    private static final Pattern ASKED = Pattern.compile("seedimage_[a-z_]+");

    @Test
    void asksForWhatIsMeasured() throws IOException {
        var dashboard = Files.readString(Path.of("../../knative/dashboard/seedimages.json"));
        var asked = ASKED.matcher(dashboard)
                .results()
                .map(MatchResult::group)
                .map(name -> name.replaceFirst("_seconds_(count|sum|bucket)$", "_seconds"))
                .distinct();

        assertThat(asked)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Measure.values())
                        .map(DashboardTest::prometheus)
                        .toList());
    }

    /** The name in Prometheus, without what it adds for the parts of a histogram. */
    private static String prometheus(Measure measure) {
        var name = measure.meter.replace('.', '_');
        return switch (measure.kind) {
            case TIMER -> name + "_seconds";
            case COUNTER -> name + "_total";
            case BYTES -> name + "_bytes_total";
        };
    }
}
