package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.download.answers.Problem;
import io.elemental.seedimage.format.UnreadableDocumentException;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.download.Refusal;
import io.elemental.seedimage.rules.store.ObjectChangedException;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletResponse;

class ProblemsTest {

    /** Statuses and words are part of the API: a change here is a change for every client. */
    @ParameterizedTest
    @CsvSource({
        "TOKEN_MISSING,          401, token-missing",
        "TOKEN_UNSUPPORTED,      401, token-unsupported",
        "REGISTRATION_UNKNOWN,   404, registration-unknown",
        "TOKEN_REFUSED,          403, token-refused",
        "REGISTRATION_FROZEN,    403, registration-frozen",
        "REGISTRATION_NOT_READY, 503, registration-not-ready",
        "REGISTRATION_OUTDATED,  503, registration-outdated",
        "SEED_IMAGE_UNKNOWN,     404, seedimage-unknown",
        "REQUEST_INVALID,        400, request-invalid",
        "VARIANT_UNKNOWN,        404, variant-unknown",
        "EXPIRED,                410, expired",
        "NOT_READY,              503, not-ready",
        "FAILED,                 409, failed",
        "DELIVERY_NOT_ALLOWED,   409, delivery-not-allowed",
        "NO_LINK,                409, no-link",
        "TOO_MANY_REFUSALS,      429, too-many-refusals",
        "PRECONDITION_FAILED,    412, precondition-failed",
    })
    void haveStableStatusesAndWords(Refusal reason, int status, String word) {
        var problem = Problem.of(reason);

        assertThat(problem.status().value()).isEqualTo(status);
        assertThat(problem.word()).isEqualTo(word);
    }

    @Test
    void haveWordsOfTheirOwn() {
        assertThat(Arrays.stream(Refusal.values()).map(Problem::of).map(Problem::word))
                .doesNotHaveDuplicates();
    }

    static Stream<Arguments> exceptions() {
        return Stream.of(
                Arguments.of(new InvalidInputException("name 'x' is not a name"), 400),
                Arguments.of(new StoreUnavailableException("cannot read: store http://secret.internal"), 503),
                Arguments.of(new ObjectChangedException("secret is gone"), 503),
                Arguments.of(new UnreadableDocumentException("the secret has no field"), 500),
                Arguments.of(new IllegalStateException("secret"), 500),
                Arguments.of(new IOException("secret"), 500));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void areMadeOfExceptionsWithoutTheirWords(Exception exception, int status) throws IOException {
        var answer = Problems.answer(exception);
        var body = new MockHttpServletResponse();
        answer.writeTo(body);

        assertThat(answer.statusCode().value()).isEqualTo(status);
        assertThat(answer.headers().containsHeader("Retry-After")).isEqualTo(status == 503);
        assertThat(body.getContentAsString()).doesNotContain("secret").doesNotContain("Exception");
    }
}
