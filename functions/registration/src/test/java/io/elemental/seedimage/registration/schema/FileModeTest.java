package io.elemental.seedimage.registration.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.registration.Yaml;
import io.elemental.seedimage.registration.files.CloudConfigFile;
import io.elemental.seedimage.registration.files.InvalidCloudConfigException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as modes: one syntax reads their value, the other one their digits. */
class FileModeTest {

    @ParameterizedTest
    @CsvSource({
        "files, 600, 0130, 384",
        "files, 644, 0204, 420",
        "downloads, 755, 0363, 493",
        "directories, 700, 0274, 448",
        "directories, 512, 0000, 330",
        "files, 777, 0411, 511",
        "files, 644.7, 0204, 420"
    })
    void refusesOctalDigitsWhereValuesAreRead(String place, BigDecimal mode, String given, int right) {
        assertThatExceptionOfType(InvalidCloudConfigException.class)
                .isThrownBy(() -> CloudConfigFile.of(yip(place, mode), false))
                .withMessage(("spec.cloud-config.stages.boot[0].%1$s[0].permissions is the decimal number %2$s, which"
                                + " gives mode %3$s: for mode 0%2$s it must be %4$s (0%2$s in YAML)")
                        .formatted(place, mode.intValue(), given, right));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 384, 420, 448, 493, 500, 511, 578, 678, 800, 1023, 1777, 2541})
    void takesValues(int mode) {
        var cloudConfig = yip("files", mode);

        assertThat(Yaml.read(CloudConfigFile.of(cloudConfig, false))).isEqualTo(cloudConfig);
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 600, 640, 644, 700, 755, 777})
    void takesOctalDigitsWhereDigitsAreRead(int mode) {
        assertThat(CloudConfigFile.of(cloudInit(mode), false)).contains("permissions: " + mode + "\n");
    }

    @Test
    void tellsTheRightSpellingOfAValueWhereDigitsAreRead() {
        assertThatExceptionOfType(InvalidCloudConfigException.class)
                .isThrownBy(() -> CloudConfigFile.of(cloudInit(420), false))
                .withMessage("spec.cloud-config.write_files[0].permissions must be octal digits in quotes such as"
                        + " \"0644\" (unquoted, they arrive as another number), but is the number 420: mode 0644 is"
                        + " \"0644\"");
    }

    @Test
    void oneSyntaxTakesWhatTheOtherRefuses() {
        assertThat(IntStream.range(0, 5_000))
                .allSatisfy(mode -> assertThat(taken(yip("files", mode))).isNotEqualTo(taken(cloudInit(mode))));
    }

    private static boolean taken(Map<String, @Nullable Object> cloudConfig) {
        try {
            return !CloudConfigFile.of(cloudConfig, false).isEmpty();
        } catch (InvalidCloudConfigException _) {
            return false;
        }
    }

    private static Map<String, @Nullable Object> yip(String place, Number mode) {
        return Map.of("stages", Map.of("boot", List.of(Map.of(place, List.of(Map.of("permissions", mode))))));
    }

    private static Map<String, @Nullable Object> cloudInit(int mode) {
        return Map.of("write_files", List.of(Map.of("permissions", mode)));
    }
}
