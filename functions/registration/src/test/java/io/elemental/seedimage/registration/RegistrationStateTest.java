package io.elemental.seedimage.registration;

import static io.elemental.seedimage.registration.TokenExamples.NOW;
import static io.elemental.seedimage.registration.TokenExamples.URI;
import static io.elemental.seedimage.rules.download.Refusal.REGISTRATION_FROZEN;
import static io.elemental.seedimage.rules.download.Refusal.REGISTRATION_NOT_READY;
import static io.elemental.seedimage.rules.download.Refusal.REGISTRATION_OUTDATED;
import static io.elemental.seedimage.rules.download.Refusal.REGISTRATION_UNKNOWN;
import static io.elemental.seedimage.rules.download.Refusal.TOKEN_REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.registration.token.CheckToken;
import io.elemental.seedimage.registration.token.RegistrationTokens;
import io.elemental.seedimage.registration.token.ShownToken;
import io.elemental.seedimage.registration.token.TokenCheck;
import io.elemental.seedimage.registration.token.TokenCheck.Refused;
import io.elemental.seedimage.registration.token.TokenRules;
import io.elemental.seedimage.rules.catalog.NotServable;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.download.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a good token opens depends on what is known of its registration. */
class RegistrationStateTest {

    private static final Duration MAX_AGE = Duration.ofHours(1);
    private static final CheckToken STRICT = new CheckToken(new TokenRules(MAX_AGE, true));

    private final RegistrationEntry registration = Entries.entry(URI, TokenExamples.good());

    @ParameterizedTest
    @EnumSource(NotServable.class)
    void opensNothingThatIsNotServed(NotServable reason) {
        var refused = check(STRICT, "Bearer " + TokenExamples.good(), notServable(reason), NOW);

        var expected = switch (reason) {
            case NOT_FOUND -> REGISTRATION_UNKNOWN;
            case FROZEN -> REGISTRATION_FROZEN;
            case KEY_MISSING, NOT_READY -> REGISTRATION_NOT_READY;
        };
        assertThat(reason(refused)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"})
    void opensNothingWithoutAReadableKey(String publicKey) {
        var keyless = Entries.with(registration, publicKey, true, null, null);

        assertThat(reason(check(STRICT, "Bearer " + TokenExamples.good(), keyless, NOW)))
                .isEqualTo(REGISTRATION_NOT_READY);
        assertThat(reason(check(STRICT, "Bearer " + signedByAnother(), keyless, NOW)))
                .isEqualTo(REGISTRATION_NOT_READY);
    }

    @Test
    void isFrozenOnceTheRegistrationsOwnTokenHasExpired() {
        var mortal = Entries.with(registration, Rfc8037.PUBLIC_KEY, true, null, NOW);
        var header = "Bearer " + TokenExamples.good();

        assertThat(reason(check(STRICT, header, mortal, NOW.minusMillis(1)))).isNull();
        assertThat(reason(check(STRICT, header, mortal, NOW))).isEqualTo(REGISTRATION_FROZEN);
    }

    @Test
    void doesNotRelyOnWhatNobodyConfirmed() {
        var header = "Bearer " + TokenExamples.good();

        assertThat(reason(check(STRICT, header, registration, NOW.plus(MAX_AGE))))
                .isNull();
        assertThat(reason(check(STRICT, header, registration, NOW.plus(MAX_AGE).plusMillis(1))))
                .isEqualTo(REGISTRATION_OUTDATED);
        assertThat(reason(check(
                        STRICT,
                        "Bearer disabled",
                        registration,
                        NOW.plus(MAX_AGE).plusMillis(1))))
                .isEqualTo(TOKEN_REFUSED);
    }

    /** The words for it before and after the reconciler has looked are the same. */
    @Test
    void isToldToHaveExpiredAlsoWhereTheReconcilerSaysThatItIsFrozen() {
        var header = "Bearer " + TokenExamples.good();
        var over = Entries.with(registration, null, false, NotServable.FROZEN, NOW);
        var frozen = Entries.with(registration, null, false, NotServable.FROZEN, null);

        assertThat(detail(check(STRICT, header, over, NOW))).isEqualTo("The registration's own token has expired.");
        assertThat(detail(check(STRICT, header, frozen, NOW))).startsWith("The registration is frozen, or");
    }

    private static String detail(TokenCheck check) {
        return check instanceof Refused refused ? refused.detail() : "";
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

    private static String signedByAnother() {
        return RegistrationTokens.sign(SampleRegistrations.privateKey(), URI, null, NOW);
    }

    private RegistrationEntry notServable(NotServable reason) {
        return Entries.with(registration, null, false, reason, null);
    }
}
