package io.elemental.seedimage.rules.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.ResourceRef;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A registration that may be right, but only the machine can know. */
class RegistrationWarningTest {

    @Test
    void aCertificateThatIsAPathIsTold() {
        assertThat(registration("/etc/ssl/ca.pem\n", Optional.empty()).warning())
                .hasValue(new Warning(
                        "spec.registrationRef",
                        "names a registration whose caCert is no certificate, but the path '/etc/ssl/ca.pem': without"
                                + " that file in the image, no machine can register"));
    }

    @Test
    void aCertificateAndNoneAreNot() {
        assertThat(registration("-----BEGIN CERTIFICATE-----\n", Optional.empty())
                        .warning())
                .isEmpty();
        assertThat(registration(null, Optional.empty()).warning()).isEmpty();
    }

    @Test
    void whatIsRefusedIsNotToldTwice() {
        assertThat(registration("rubbish", Optional.of("caCert is no certificate"))
                        .warning())
                .isEmpty();
    }

    private static Registration registration(@Nullable String caCert, Optional<String> problem) {
        return new Registration(
                new ResourceRef("fleet", "rack"),
                "uid",
                problem.isEmpty(),
                "https://elemental.example",
                caCert,
                "token",
                null,
                Map.of(),
                Optional.of("key"),
                problem);
    }
}
