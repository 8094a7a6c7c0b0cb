package io.elemental.seedimage.reconcile.settings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.rules.InvalidInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildLimitsRecordTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1048575       | 1    | 1 | maxSize '1048575' is not from 1 MiB to 1 TiB",
                "1099511627777 | 1    | 1 | maxSize '1099511627777' is not from 1 MiB to 1 TiB",
                "1048576       | 0    | 1 | atOnce '0' is not from 1 to 1000",
                "1048576       | 1001 | 1 | atOnce '1001' is not from 1 to 1000",
                "1048576       | 4    | 0 | atOncePerNamespace '0' is not from 1 to 4",
                "1048576       | 4    | 5 | atOncePerNamespace '5' is not from 1 to 4",
            })
    void limitsThatMakeNoSenseAreRefused(long maxSize, int atOnce, int perNamespace, String sentence) {
        assertThatThrownBy(() -> new BuildLimits(maxSize, atOnce, perNamespace))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(sentence);
    }
}
