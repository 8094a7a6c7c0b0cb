package io.elemental.seedimage.registration.token;

import static io.elemental.seedimage.registration.TokenExamples.NOW;
import static io.elemental.seedimage.registration.TokenExamples.URI;
import static io.elemental.seedimage.rules.download.Refusal.REGISTRATION_UNKNOWN;
import static io.elemental.seedimage.rules.download.Refusal.TOKEN_MISSING;
import static io.elemental.seedimage.rules.download.Refusal.TOKEN_REFUSED;
import static io.elemental.seedimage.rules.download.Refusal.TOKEN_UNSUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.elemental.seedimage.registration.Entries;
import io.elemental.seedimage.registration.Rfc8037;
import io.elemental.seedimage.registration.SampleRegistrations;
import io.elemental.seedimage.registration.TokenExamples;
import io.elemental.seedimage.registration.token.TokenCheck.Authorized;
import io.elemental.seedimage.registration.token.TokenCheck.Refused;
import io.elemental.seedimage.rules.catalog.NotServable;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.download.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTokenTest {

    private static final Duration MAX_AGE = Duration.ofHours(1);
    private static final CheckToken STRICT = new CheckToken(new TokenRules(MAX_AGE, true));
    private static final CheckToken LAX = new CheckToken(new TokenRules(MAX_AGE, false));

    private final RegistrationEntry registration = Entries.entry(URI, TokenExamples.good());

    @Test
    void opensTheRegistrationThatTheTokenIsFor() {
        assertThat(check(STRICT, "Bearer " + TokenExamples.good(), registration, NOW))
                .isEqualTo(new Authorized(registration));
    }

    @Test
    void opensTheSampleOfTheProviderUntilTheLastSecond() {
        var full = SampleRegistrations.full();
        var expiry = Instant.parse("2124-12-08T00:00:00Z");
        var entry = RegistrationEntries.of(full, expiry.minusMillis(1));

        assertThat(check(STRICT, "Bearer " + full.token(), entry, expiry.minusMillis(1)))
                .isEqualTo(new Authorized(entry));
        assertThat(reason(check(STRICT, "Bearer " + full.token(), entry, expiry)))
                .isEqualTo(TOKEN_REFUSED);
    }

    /** The provider's own outcomes, with what is stricter here. */
    static Stream<Arguments> asTheProviderAnswers() {
        return Stream.of(
                arguments("no header", null, TOKEN_MISSING),
                arguments("another scheme", "Basic dXNlcjpwYXNz", TOKEN_MISSING),
                arguments("a small letter", "bearer " + TokenExamples.good(), TOKEN_MISSING),
                arguments("no scheme", TokenExamples.good(), TOKEN_MISSING),
                arguments("no space", "Bearer", TOKEN_MISSING),
                arguments("alg none", "Bearer " + TokenExamples.unsigned(), TOKEN_UNSUPPORTED),
                arguments("alg HS256", "Bearer " + TokenExamples.signedWithThePublicKeyAsSecret(), TOKEN_UNSUPPORTED),
                arguments("no token", "Bearer disabled", TOKEN_REFUSED),
                arguments("two spaces", "Bearer  " + TokenExamples.good(), TOKEN_REFUSED),
                arguments("another key", "Bearer " + signedByAnother(), TOKEN_REFUSED),
                arguments("expired", bearer("\"exp\":" + NOW.getEpochSecond()), TOKEN_REFUSED),
                arguments("not yet", bearer("\"nbf\":" + (NOW.getEpochSecond() + 1)), TOKEN_REFUSED),
                arguments("issued in the future", bearer("\"iat\":" + (NOW.getEpochSecond() + 999)), null),
                arguments("another issuer", bearer("\"iss\":\"somebody\""), null),
                arguments("another sub", forUris("https://other.example", URI), TOKEN_REFUSED),
                arguments("another aud", forUris(URI, "https://other.example"), TOKEN_REFUSED),
                arguments("no claims", "Bearer " + TokenExamples.signed("{}"), TOKEN_REFUSED),
                arguments("good", "Bearer " + TokenExamples.good(), null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void asTheProviderAnswers(String what, @Nullable String header, @Nullable Refusal expected) {
        assertThat(reason(check(STRICT, header, registration, NOW))).isEqualTo(expected);
    }

    static Stream<Arguments> onceAudienceIsNoMatter() {
        return Stream.of(
                arguments("another sub", forUris("https://other.example", URI), null),
                arguments("another aud", forUris(URI, "https://other.example"), null),
                arguments("no claims", "Bearer " + TokenExamples.signed("{}"), null),
                arguments("an audience that is a number", bearer("\"aud\":1"), TOKEN_REFUSED),
                arguments("another key", "Bearer " + signedByAnother(), TOKEN_REFUSED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void onceAudienceIsNoMatter(String what, String header, @Nullable Refusal expected) {
        assertThat(reason(check(LAX, header, registration, NOW))).isEqualTo(expected);
    }

    @Test
    void takesAnAudienceThatIsOneText() {
        var token = TokenExamples.signed("{\"sub\":\"%1$s\",\"aud\":\"%1$s\"}".formatted(URI));

        assertThat(reason(check(STRICT, "Bearer " + token, registration, NOW))).isNull();
    }

    @Test
    void keepsOpeningWithTheOwnTokenWhenTheUriChanged() {
        var moved = Entries.entry("https://moved.example", TokenExamples.good());

        assertThat(reason(check(STRICT, "Bearer " + TokenExamples.good(), moved, NOW)))
                .isNull();
        assertThat(reason(check(STRICT, bearer("\"iat\":1"), moved, NOW))).isEqualTo(TOKEN_REFUSED);
    }

    @Test
    void expiresAtTheVerySecond() {
        var header = bearer("\"exp\":%1$s,\"nbf\":%1$s".formatted(NOW.getEpochSecond()));
        var living = bearer("\"exp\":%s,\"nbf\":%s".formatted(NOW.getEpochSecond() + 1, NOW.getEpochSecond()));

        assertThat(reason(check(STRICT, header, registration, NOW))).isEqualTo(TOKEN_REFUSED);
        assertThat(reason(check(STRICT, living, registration, NOW.plusMillis(999))))
                .isNull();
        assertThat(reason(check(STRICT, living, registration, NOW.minusMillis(1))))
                .isEqualTo(TOKEN_REFUSED);
    }

    @Test
    void takesExpiriesBeyondAllCalendars() {
        assertThat(reason(check(STRICT, bearer("\"exp\":9223372036854775807"), registration, NOW)))
                .isNull();
        assertThat(reason(check(STRICT, bearer("\"exp\":-9223372036854775808"), registration, NOW)))
                .isEqualTo(TOKEN_REFUSED);
    }

    @ParameterizedTest
    @MethodSource("io.elemental.seedimage.registration.ForgedTokens#all")
    void refusesForgedTokens(String what, String token) {
        var check = check(LAX, "Bearer " + token, registration, NOW);

        assertThat(reason(check)).isEqualTo(TOKEN_REFUSED);
        assertThat(((Refused) check).detail()).endsWith(".").hasSizeLessThan(100);
    }

    @Test
    void opensWithNoOtherTokenThatLooksLikeTheRightOne() {
        var token = TokenExamples.good();
        var random = new Random(8037);

        for (var number = 0; number < 2_000; number++) {
            var changed = new StringBuilder(token);
            for (var count = 1 + random.nextInt(3); count > 0; count--) {
                changed.setCharAt(random.nextInt(token.length()), (char) (' ' + random.nextInt(95)));
            }
            var check = check(LAX, "Bearer " + changed, registration, NOW);

            assertThat(check instanceof Authorized).as("%s", changed).isEqualTo(token.contentEquals(changed));
        }
    }

    @Test
    void refusesEveryBeginningOfAGoodToken() {
        var token = TokenExamples.good();

        for (var length = 0; length < token.length(); length++) {
            var check = check(LAX, "Bearer " + token.substring(0, length), registration, NOW);

            assertThat(reason(check)).as("cut after %s", length).isEqualTo(TOKEN_REFUSED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\"}",
                "{\"alg\":\"NONE\"}",
                "{\"alg\":\"eddsa\"}",
                "{\"alg\":\"Ed25519\"}",
                "{\"alg\":\"HS512\"}",
                "{\"alg\":\"ES256\"}",
                "{\"alg\":[\"EdDSA\"]}",
                "{\"alg\":null}",
                "{\"typ\":\"JWT\"}"
            })
    void supportsNoOtherAlgorithm(String header) {
        assertThat(reason(check(LAX, "Bearer " + TokenExamples.withHeader(header), registration, NOW)))
                .isEqualTo(TOKEN_UNSUPPORTED);
    }

    @Test
    void verifiesTheSignatureOfRfc8037ThoughItSignsNoClaims() {
        var key = RegistrationKeys.publicKey(Rfc8037.PUBLIC_KEY).orElseThrow();

        assertThat(TokenSignature.verifies(Rfc8037.TOKEN, key)).isTrue();
        assertThat(TokenSignature.verifies(Rfc8037.TOKEN.replace("RXhh", "RXhi"), key))
                .isFalse();
        assertThat(reason(check(LAX, "Bearer " + Rfc8037.TOKEN, registration, NOW)))
                .isEqualTo(TOKEN_REFUSED);
    }

    @Test
    void looksAtSchemeAndAlgorithmBeforeTheRegistration() {
        assertThat(reason(check(STRICT, null, null, NOW))).isEqualTo(TOKEN_MISSING);
        assertThat(reason(check(STRICT, "Bearer " + TokenExamples.unsigned(), null, NOW)))
                .isEqualTo(TOKEN_UNSUPPORTED);
        assertThat(reason(check(STRICT, "Bearer disabled", null, NOW))).isEqualTo(REGISTRATION_UNKNOWN);
        assertThat(reason(check(STRICT, "Bearer " + TokenExamples.good(), null, NOW)))
                .isEqualTo(REGISTRATION_UNKNOWN);
    }

    @Test
    void needsNoRegistrationWhereTheTokenDecidesAlone() {
        for (var header : new String[] {null, "Basic eA==", "Bearer " + TokenExamples.unsigned()}) {
            assertThat(ShownToken.of(header)).isInstanceOf(Refused.class);
        }
    }

    /** Whoever makes up a token does not learn how near it came. */
    @Test
    void refusesMadeUpTokensInTheSameWords() {
        var refusals = Stream.of(
                        "Bearer " + signedByAnother(),
                        bearer("\"exp\":1"),
                        bearer("\"nbf\":" + (NOW.getEpochSecond() + 1)),
                        forUris(URI, "https://other.example"),
                        forUris("https://other.example", URI))
                .map(header -> check(STRICT, header, registration, NOW))
                .distinct();

        assertThat(refusals).hasSize(1);
    }

    @Test
    void refusesBadTokensBeforeItTellsOfTheRegistration() {
        var frozen = notServable(NotServable.FROZEN);

        assertThat(reason(check(STRICT, "Bearer disabled", frozen, NOW))).isEqualTo(TOKEN_REFUSED);
        assertThat(reason(check(STRICT, bearer("\"exp\":1"), frozen, NOW))).isEqualTo(TOKEN_REFUSED);
        assertThat(reason(check(STRICT, forUris(URI, "https://other.example"), frozen, NOW)))
                .isEqualTo(TOKEN_REFUSED);
    }

    private static TokenCheck check(
            CheckToken checkToken, @Nullable String header, @Nullable RegistrationEntry registration, Instant now) {
        return switch (ShownToken.of(header)) {
            case Refused refused -> refused;
            case ShownToken.Token token -> checkToken.check(token, Optional.ofNullable(registration), now);
        };
    }

    private static @Nullable Refusal reason(TokenCheck check) {
        return check instanceof Refused refused ? refused.reason() : null;
    }

    private static String bearer(String claims) {
        return "Bearer " + TokenExamples.claiming(claims);
    }

    private static String forUris(String subject, String audience) {
        return "Bearer " + TokenExamples.signed("{\"sub\":\"%s\",\"aud\":[\"%s\"]}".formatted(subject, audience));
    }

    private static String signedByAnother() {
        return RegistrationTokens.sign(SampleRegistrations.privateKey(), URI, null, NOW);
    }

    private RegistrationEntry notServable(NotServable reason) {
        return Entries.with(registration, null, false, reason, null);
    }
}
