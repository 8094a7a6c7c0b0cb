package io.elemental.seedimage.registration.schema;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.registration.files.CloudConfigFile;
import io.elemental.seedimage.registration.files.InvalidCloudConfigException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The boot tool leaves a file empty that it cannot decode. */
class FileEncodingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "base64    | !        | base64",
                "b64       | YQ       | base64",
                "gz        | !        | gzip, which no text can be: use gz+b64",
                "gzip      | ''       | gzip, which no text can be: use gz+b64",
                "gz+b64    | !        | base64 of gzip",
                "gz+base64 | YQ==     | base64 of gzip",
                "gzip+b64  | ''       | base64 of gzip",
                "gzip+base64 | H4sIAAAAAAACA8vI | base64 of gzip",
            })
    void refusesContentThatIsNotAsItsEncodingSays(String encoding, String content, String meaning) {
        assertThatExceptionOfType(InvalidCloudConfigException.class)
                .isThrownBy(() -> file(encoding, content))
                .withMessage(
                        "spec.cloud-config.write_files[0].content must be %s, as its encoding says".formatted(meaning));
    }

    @Test
    void unpacksNoMoreThanItsLimit() throws IOException {
        var largest = packed(FileEncoding.LIMIT);
        var larger = packed(FileEncoding.LIMIT + 1);

        assertThatCode(() -> file("gz+b64", largest)).doesNotThrowAnyException();
        assertThatExceptionOfType(InvalidCloudConfigException.class)
                .isThrownBy(() -> file("gz+b64", larger))
                .withMessage("spec.cloud-config.write_files[0].content has more than 4194304 bytes when it is unpacked,"
                        + " which is the limit");
    }

    private static void file(String encoding, String content) {
        var file = Map.of("path", "/a", "encoding", encoding, "content", content);
        CloudConfigFile.of(Map.of("write_files", List.of(file)), false);
    }

    private static String packed(int length) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[length]);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }
}
