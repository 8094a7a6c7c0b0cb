package io.elemental.seedimage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.rules.InvalidInputException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrantKeysTest {

    private static final Map<String, String> ALL = Map.of(
            "SEEDIMAGE_S3_GRANT_ACCESS_KEY_ID", "grants",
            "SEEDIMAGE_S3_GRANT_SECRET_ACCESS_KEY", "g",
            "SEEDIMAGE_S3_READ_ACCESS_KEY_ID", " reads ",
            "SEEDIMAGE_S3_READ_SECRET_ACCESS_KEY", "r");

    @Test
    void readsTheEnvironment() {
        assertThat(GrantKeys.fromEnvironment(ALL))
                .isEqualTo(new GrantKeys(new S3Key("grants", "g"), new S3Key("reads", "r")));
        assertThat(GrantKeys.fromEnvironment(Map.of())).isEqualTo(GrantKeys.NONE);
        assertThat(GrantKeys.fromEnvironment(ALL).toString())
                .doesNotContain("secret")
                .contains("S3Key[grants]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GRANT", "READ"})
    void aKeyIsAnIdAndASecret(String name) {
        var environment = new HashMap<>(ALL);
        environment.remove("SEEDIMAGE_S3_%s_SECRET_ACCESS_KEY".formatted(name));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> GrantKeys.fromEnvironment(environment))
                .withMessage(
                        "SEEDIMAGE_S3_%1$s_ACCESS_KEY_ID is set, and SEEDIMAGE_S3_%1$s_SECRET_ACCESS_KEY is not", name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "       |       | SEEDIMAGE_S3_GRANT_ACCESS_KEY_ID is not set, and a grant that the reconciler's own key signs can read the whole store.",
                "grants |       | SEEDIMAGE_S3_READ_ACCESS_KEY_ID is not set, and a grant that the reconciler's own key signs can read the whole store.",
                "own    | reads | SEEDIMAGE_S3_GRANT_ACCESS_KEY_ID is the reconciler's own key, and a grant that it signs can read the whole store.",
                "grants | own   | SEEDIMAGE_S3_READ_ACCESS_KEY_ID is the reconciler's own key, and a grant that it signs can read the whole store.",
                "grants | grants| SEEDIMAGE_S3_GRANT_ACCESS_KEY_ID and SEEDIMAGE_S3_READ_ACCESS_KEY_ID are the same key, and a grant that it signs can read what it may not.",
            })
    void saysWhichKeyIsNoneOfItsOwn(@Nullable String grant, @Nullable String read, String sentence) {
        var keys =
                new GrantKeys(grant == null ? null : new S3Key(grant, "g"), read == null ? null : new S3Key(read, "r"));

        assertThat(keys.objection("own")).hasValue(sentence);
    }

    @Test
    void threeKeysAreWell() {
        assertThat(GrantKeys.fromEnvironment(ALL).objection("own")).isEmpty();
    }
}
