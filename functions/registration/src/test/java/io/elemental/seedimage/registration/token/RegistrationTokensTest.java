package io.elemental.seedimage.registration.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.elemental.seedimage.registration.Rfc8037;
import io.elemental.seedimage.registration.SampleRegistrations;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RegistrationTokensTest {

    @Test
    void signsTheVeryTokenThatTheProviderSigned() {
        var full = SampleRegistrations.full();

        var token = RegistrationTokens.sign(
                SampleRegistrations.privateKey(),
                full.uri(),
                Instant.ofEpochSecond(4_889_289_600L),
                Instant.ofEpochSecond(1_735_689_600L));

        assertThat(token).isEqualTo(full.token());
    }

    @Test
    void signsTheExampleOfRfc8037() {
        var token = RegistrationTokens.sign(Rfc8037.PRIVATE_KEY, "{\"alg\":\"EdDSA\"}", "Example of Ed25519 signing");

        assertThat(token).isEqualTo(Rfc8037.TOKEN);
    }

    @Test
    void namesWhatItNeedsWhenTheKeyIsUnreadable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegistrationTokens.sign("secret", "https://a.example", null, Instant.EPOCH))
                .withMessage("the private key is no PKCS#8 PEM of an Ed25519 key");
    }
}
