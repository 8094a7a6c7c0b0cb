package io.elemental.seedimage.registration.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Signatures that verifiers are known to get wrong, collected by Project Wycheproof. */
class WycheproofTest {

    /** SubjectPublicKeyInfo of an Ed25519 key, up to the key. */
    private static final String PREFIX = "302a300506032b6570032100";

    @ParameterizedTest(name = "{0} {1} {5}")
    @CsvFileSource(resources = "/wycheproof/ed25519.csv")
    void verifiesWhatIsValidAndNothingInvalid(
            int number,
            String result,
            String key,
            @Nullable String message,
            @Nullable String signature,
            @Nullable String remark) {
        var verified = verifies(key, bytes(message), bytes(signature));

        if (result.equals("acceptable")) {
            // Only a registration's own private key could have such a public half, and none has.
            assertThat(remark).containsAnyOf("torsion", "identity");
        } else {
            assertThat(verified).isEqualTo(result.equals("valid"));
        }
    }

    /** Under the neutral element every message has a signature that needs no private key. */
    @Test
    void trustsNoKeyThatNobodyNeedsToHave() {
        var identity = "01" + "00".repeat(31);
        var forged = HexFormat.of().parseHex(identity + "00".repeat(32));

        assertThat(verifies(identity, bytes("78"), forged)).isFalse();
    }

    private static boolean verifies(String key, byte[] message, byte[] signature) {
        return RegistrationKeys.publicKey(Pem.write("PUBLIC KEY", bytes(PREFIX + key)))
                .map(readable -> TokenSignature.verifies(message, signature, readable))
                .orElse(false);
    }

    private static byte[] bytes(@Nullable String hex) {
        return HexFormat.of().parseHex(hex == null ? "" : hex);
    }
}
