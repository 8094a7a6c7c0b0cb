package io.elemental.seedimage.cluster.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.rules.InvalidInputException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseBuildSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(new BaseBuildSettings("seedimage", "registry.example/base-builder:1"))
                .isEqualTo(new BaseBuildSettings(
                        "seedimage",
                        "registry.example/base-builder:1",
                        null,
                        Duration.ofHours(5),
                        512L * 1024 * 1024,
                        250,
                        2000,
                        null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | b | PT5H  | 134217728 | 1 | 1 | namespace '' is not a name",
                "n  | ''| PT5H  | 134217728 | 1 | 1 | image '' is not a name",
                "n  | b | PT59S | 134217728 | 1 | 1 | deadline 'PT59S' is not at least 1 minute",
                "n  | b | PT1M  | 134217727 | 1 | 1 | memoryLimit '134217727' is not at least 128 MiB",
                "n  | b | PT1M  | 134217728 | 0 | 1 | cpuRequest '0' is not at least 1 thousandth of a core",
                "n  | b | PT1M  | 134217728 | 250 | 249 | cpuLimit '249' is not at least cpuRequest, 250",
            })
    void refusesWhatCannotWork(
            String namespace, String image, Duration deadline, long memory, int cpu, int cpuLimit, String sentence) {
        assertThatThrownBy(() -> new BaseBuildSettings(namespace, image, null, deadline, memory, cpu, cpuLimit, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(sentence);
    }
}
