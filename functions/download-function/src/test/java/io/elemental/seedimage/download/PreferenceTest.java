package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferenceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json                                       | true",
                "application/json; charset=utf-8                        | true",
                "Application/JSON                                       | true",
                "application/json, text/html                            | true",
                "application/json, */*;q=0.9                            | true",
                "*/*;q=0.1, application/json;q=0.2                      | true",
                "application/json, application/octet-stream;q=0.5       | true",
                "application/json;q=0.1                                 | true",
                "*/*                                                    | false",
                "application/*                                          | false",
                "application/json, */*                                  | false",
                "application/json, text/plain, */*                      | false",
                "application/json;q=0.5, */*;q=0.8                      | false",
                "text/html,application/xml;q=0.9,image/webp,*/*;q=0.8   | false",
                "application/json;q=0.5, application/x-iso9660-image    | false",
                "application/json;q=0                                   | false",
                "application/octet-stream                               | false",
                "application/octet-stream;q=0, application/*            | false",
                "text/html                                              | false",
                "json                                                   | false",
                "application/json;q=x                                   | false",
                "''                                                     | false",
            })
    void prefersJsonOnlyWhereItWeighsMore(String accept, boolean json) {
        assertThat(Preference.isJson(accept)).isEqualTo(json);
    }

    @Test
    void prefersBytesWhereNothingIsSaid() {
        assertThat(Preference.isJson(null)).isFalse();
    }
}
