package io.elemental.seedimage.registration.token;

import static io.elemental.seedimage.registration.TokenExamples.NOW;
import static io.elemental.seedimage.registration.TokenExamples.URI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.elemental.seedimage.registration.Rfc8037;
import io.elemental.seedimage.registration.SampleRegistrations;
import io.elemental.seedimage.registration.TokenExamples;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.NotServable;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.RegistrationProblem;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegistrationEntriesTest {

    private static final Optional<String> KEY = Optional.of(Rfc8037.PRIVATE_KEY);

    @Test
    void describesTheSampleOfTheProvider() {
        var full = SampleRegistrations.full();

        var entry = RegistrationEntries.of(full, NOW);

        assertThat(entry.ref()).isEqualTo(full.ref());
        assertThat(entry.uid()).isEqualTo("uid-of-full");
        assertThat(entry.uri()).isEqualTo(full.uri());
        assertThat(entry.publicKey())
                .isEqualTo(RegistrationKeys.publicPem(SampleRegistrations.privateKey())
                        .orElseThrow());
        assertThat(entry.tokenSha256()).isEqualTo("f482815f9dd48249736bc4ba2bfd79db876b2a42d1be33cf8665c22c39fa2dc9");
        assertThat(entry.tokenExpiresAt()).isEqualTo("2124-12-08T00:00:00Z");
        assertThat(entry.hash()).matches("[0-9a-f]{64}");
        assertThat(entry.servable()).isTrue();
        assertThat(entry.reason()).isNull();
        assertThat(entry.checkedAt()).isEqualTo(NOW);
    }

    @Test
    void givesNoExpiryToATokenWithoutOne() {
        assertThat(RegistrationEntries.of(registration(true, URI, TokenExamples.good(), KEY), NOW)
                        .tokenExpiresAt())
                .isNull();
    }

    @Test
    void keepsExpiriesWithinTheCalendar() {
        var token = TokenExamples.claiming("\"exp\":9223372036854775807");

        assertThat(RegistrationEntries.of(registration(true, URI, token, KEY), NOW)
                        .tokenExpiresAt())
                .isEqualTo("9999-12-31T23:59:59Z");
    }

    static Stream<Arguments> servesNothing() {
        var good = TokenExamples.good();
        return Stream.of(
                arguments("not ready", registration(false, URI, good, KEY), NotServable.NOT_READY),
                arguments("without a URI", registration(true, "", good, KEY), NotServable.NOT_READY),
                arguments("without a token", registration(true, URI, "", KEY), NotServable.NOT_READY),
                arguments("as a user writes it", SampleRegistrations.minimal(), NotServable.NOT_READY),
                arguments("without a key", registration(true, URI, good, Optional.empty()), NotServable.KEY_MISSING),
                arguments("with an empty key", registration(true, URI, good, Optional.of("")), NotServable.KEY_MISSING),
                arguments(
                        "with half a key",
                        registration(true, URI, good, Optional.of(Rfc8037.PRIVATE_KEY.substring(0, 60))),
                        NotServable.KEY_MISSING),
                arguments("frozen by a word", SampleRegistrations.frozen(), NotServable.FROZEN),
                arguments("frozen by words", registration(true, URI, "not.a.token", KEY), NotServable.FROZEN),
                arguments(
                        "with an expired token",
                        registration(true, URI, TokenExamples.claiming("\"exp\":" + NOW.getEpochSecond()), KEY),
                        NotServable.FROZEN),
                arguments(
                        "with a token of another key",
                        registration(true, URI, good, Optional.of(SampleRegistrations.privateKey())),
                        NotServable.FROZEN),
                arguments(
                        "with an unsigned token",
                        registration(true, URI, TokenExamples.unsigned(), KEY),
                        NotServable.FROZEN));
    }

    static Stream<Arguments> saysWhy() {
        var good = TokenExamples.good();
        return Stream.of(
                arguments("not ready", registration(false, URI, good, KEY), RegistrationProblem.NOT_READY),
                arguments("without a token", registration(true, URI, "", KEY), RegistrationProblem.NOT_READY),
                arguments(
                        "without a key",
                        registration(true, URI, good, Optional.empty()),
                        RegistrationProblem.KEY_MISSING),
                arguments(
                        "with an empty key",
                        registration(true, URI, good, Optional.of("")),
                        RegistrationProblem.KEY_UNREADABLE),
                arguments(
                        "with half a key",
                        registration(true, URI, good, Optional.of(Rfc8037.PRIVATE_KEY.substring(0, 60))),
                        RegistrationProblem.KEY_UNREADABLE),
                arguments("frozen by a word", SampleRegistrations.frozen(), RegistrationProblem.FROZEN),
                arguments(
                        "frozen by words",
                        registration(true, URI, "closed for a while", KEY),
                        RegistrationProblem.FROZEN),
                arguments(
                        "with a line break behind its token",
                        registration(true, URI, good + "\n", KEY),
                        RegistrationProblem.TOKEN_SPACED),
                arguments(
                        "with a broken token",
                        registration(true, URI, good.replaceFirst("[.]", ".\n  "), KEY),
                        RegistrationProblem.TOKEN_SPACED),
                arguments(
                        "with an expired token",
                        registration(true, URI, TokenExamples.claiming("\"exp\":" + NOW.getEpochSecond()), KEY),
                        RegistrationProblem.TOKEN_EXPIRED),
                arguments(
                        "with a token of another key",
                        registration(true, URI, good, Optional.of(SampleRegistrations.privateKey())),
                        RegistrationProblem.TOKEN_OF_OTHER_KEY));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void saysWhy(String what, Registration registration, RegistrationProblem expected) {
        assertThat(RegistrationEntries.problem(registration, NOW)).contains(expected);
        assertThat(RegistrationEntries.of(registration, NOW).reason()).isEqualTo(expected.notServable());
    }

    @Test
    void hasASentenceAndARemedyForEachProblem() {
        var sentences = Arrays.stream(RegistrationProblem.values())
                .map(problem -> problem.sentence(new ResourceRef("fleet", "rack")))
                .toList();

        assertThat(sentences).doesNotHaveDuplicates().allMatch(sentence -> sentence.contains("fleet/rack"));
        assertThat(sentences.stream().filter(sentence -> sentence.contains("token of")))
                .hasSize(3)
                .allMatch(sentence -> sentence.contains("Empty spec.config.elemental.registration.token"));
        assertThat(Arrays.stream(RegistrationProblem.values()).map(RegistrationProblem::reason))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void servesNothing(String what, Registration registration, NotServable expected) {
        var entry = RegistrationEntries.of(registration, NOW);

        assertThat(entry.servable()).isFalse();
        assertThat(entry.reason()).isEqualTo(expected);
        assertThat(entry.publicKey()).isNull();
        assertThat(entry.hash()).matches("[0-9a-f]{64}");
    }

    @Test
    void hasNoHashOfAWordThatIsNoToken() {
        assertThat(RegistrationEntries.of(SampleRegistrations.frozen(), NOW).tokenSha256())
                .isNull();
    }

    @Test
    void servesATokenThatAFastClockSigned() {
        var token = RegistrationTokens.sign(Rfc8037.PRIVATE_KEY, URI, null, NOW.plusSeconds(5));

        assertThat(RegistrationEntries.of(registration(true, URI, token, KEY), NOW)
                        .servable())
                .isTrue();
    }

    static Stream<Arguments> changesItsHash() {
        var other = RegistrationKeys.generate();
        return Stream.of(
                arguments("another uid", with("other", URI, KEY, null, null, Map.of())),
                arguments("another URI", with("uid", URI + "2", KEY, null, null, Map.of())),
                arguments("another key", with("uid", URI, Optional.of(other), null, null, Map.of())),
                arguments("a certificate", with("uid", URI, KEY, "PEM", null, Map.of())),
                arguments("an empty certificate", with("uid", URI, KEY, "", null, Map.of())),
                arguments("a duration", with("uid", URI, KEY, null, 0L, Map.of())),
                arguments("an agent", with("uid", URI, KEY, null, null, Map.of("debug", true))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void changesItsHash(String what, Registration changed) {
        var hash = RegistrationEntries.of(with("uid", URI, KEY, null, null, Map.of()), NOW)
                .hash();

        assertThat(RegistrationEntries.of(changed, NOW).hash()).isNotEqualTo(hash);
        assertThat(RegistrationEntries.of(with("uid", URI, KEY, null, null, Map.of()), Instant.EPOCH)
                        .hash())
                .isEqualTo(hash);
    }

    private static Registration registration(boolean ready, String uri, String token, Optional<String> key) {
        return new Registration(new ResourceRef("fleet", "rack"), "uid", ready, uri, null, token, null, Map.of(), key);
    }

    private static Registration with(
            String uid,
            String uri,
            Optional<String> key,
            @Nullable String caCert,
            @Nullable Long tokenDuration,
            Map<String, @Nullable Object> agent) {
        return new Registration(
                new ResourceRef("fleet", "rack"),
                uid,
                true,
                uri,
                caCert,
                TokenExamples.good(),
                tokenDuration,
                agent,
                key);
    }
}
