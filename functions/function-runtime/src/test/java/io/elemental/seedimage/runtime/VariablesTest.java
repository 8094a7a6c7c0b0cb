package io.elemental.seedimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.rules.InvalidInputException;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {

    @Test
    void blankIsNotSet() {
        assertThat(of("NAME", " ").text("NAME", "otherwise")).isEqualTo("otherwise");
        assertThat(ListenAt.of(of("PORT", " "))).isEqualTo(new ListenAt(null, 8080));
    }

    @Test
    void listensWhereTheEnvironmentSays() {
        var variables = new Variables(Map.of("PORT", "9000", "SERVER_ADDRESS", "127.0.0.1"));

        assertThat(ListenAt.of(variables)).isEqualTo(new ListenAt(InetAddress.getLoopbackAddress(), 9000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1MB", "1e3", "9999999999GB", "much"})
    void whatIsNoSizeIsRefused(String value) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> of("SIZE", value).size("SIZE", "1MB"))
                .withMessage("SIZE '%s' is not a size such as 512MB or 20GB".formatted(value));
    }

    @Test
    void wordsStandBetweenCommas() {
        assertThat(of("HOSTS", " a.example , ,b.example").words("HOSTS", ""))
                .containsExactlyInAnyOrder("a.example", "b.example");
    }

    @Test
    void neverSaysWhatTheEnvironmentHolds() {
        assertThat(of("AWS_SECRET_ACCESS_KEY", "hush")).asString().doesNotContain("hush");
    }

    private static Variables of(String name, String value) {
        return new Variables(Map.of(name, value));
    }
}
