package io.elemental.seedimage.registration.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.registration.TokenExamples;
import java.security.PublicKey;
import org.junit.jupiter.api.Test;

class VerifiedSignaturesTest {

    private static final String PRIVATE_KEY = RegistrationKeys.generate();
    private static final PublicKey KEY = publicKey(PRIVATE_KEY);
    private static final PublicKey OTHER_KEY = publicKey(RegistrationKeys.generate());

    private final VerifiedSignatures signatures = new VerifiedSignatures();

    @Test
    void acceptsAGoodSignatureEveryTime() {
        var token = token(1);

        assertThat(signatures.verifies(token, KEY)).isTrue();
        assertThat(signatures.verifies(token, KEY)).isTrue();
        assertThat(signatures.good()).isOne();
    }

    @Test
    void acceptsItUnderNoOtherKey() {
        var token = token(1);

        assertThat(signatures.verifies(token, KEY)).isTrue();
        assertThat(signatures.verifies(token, OTHER_KEY)).isFalse();
    }

    @Test
    void acceptsNoOtherTokenWithIt() {
        var token = token(1);
        var other = token(2);
        var mixed = other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));

        assertThat(signatures.verifies(token, KEY)).isTrue();
        assertThat(signatures.verifies(mixed, KEY)).isFalse();
        assertThat(signatures.verifies(mixed, KEY)).isFalse();
    }

    @Test
    void remembersABadSignatureAsBadUnderThatKeyAlone() {
        assertThat(signatures.verifies(token(1), OTHER_KEY)).isFalse();
        assertThat(signatures.good()).isZero();
        assertThat(signatures.bad()).isOne();

        assertThat(signatures.verifies(token(1), OTHER_KEY)).isFalse();
        assertThat(signatures.verifies(token(1), KEY)).isTrue();
        assertThat(signatures.bad()).isOne();
    }

    /** Whoever makes up thousands of tokens takes no more memory, and makes us forget no good one. */
    @Test
    void remembersOnlySoManyBadOnesAndForgetsNoGoodOneForThem() {
        assertThat(signatures.verifies(token(1), KEY)).isTrue();

        for (var number = 0; number <= VerifiedSignatures.BAD; number++) {
            assertThat(signatures.verifies(token(1) + number, KEY)).isFalse();
        }

        assertThat(signatures.bad()).isEqualTo(VerifiedSignatures.BAD);
        assertThat(signatures.good()).isOne();
    }

    @Test
    void remembersOnlySoMany() {
        for (var number = 0; number <= VerifiedSignatures.GOOD; number++) {
            assertThat(signatures.verifies(token(number), KEY)).isTrue();
        }

        assertThat(signatures.good()).isEqualTo(VerifiedSignatures.GOOD);
    }

    private static String token(int number) {
        return RegistrationTokens.sign(PRIVATE_KEY, TokenExamples.HEADER, "{\"number\":%s}".formatted(number));
    }

    private static PublicKey publicKey(String privateKey) {
        return RegistrationKeys.publicPem(privateKey)
                .flatMap(RegistrationKeys::publicKey)
                .orElseThrow();
    }
}
