package io.elemental.seedimage.rules.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.download.RequestConditions.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestConditionsTest {

    private static final String TAG = "\"abc\"";

    @ParameterizedTest
    @ValueSource(strings = {"\"abc\"", "*", " * ", "\"x\", \"abc\"", "\"x\",\"abc\"", ",, \"abc\"", "\"a,b\", \"abc\""})
    void ifMatchPassesTheImageItNames(String header) {
        assertThat(ifMatch(header)).isEqualTo(new Outcome.Whole());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\"",
                "W/\"abc\"",
                "abc",
                "",
                "\"abc",
                "\"x\" \"abc\"",
                "\"ABC\"",
                "\"x, \"abc\"",
                "\"a\"bc\"",
                "**"
            })
    void ifMatchStopsEveryOther(String header) {
        assertThat(ifMatch(header)).isEqualTo(new Outcome.PreconditionFailed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"abc\"", "W/\"abc\"", "*", "\"x\", W/\"abc\""})
    void ifNoneMatchKnowsTheImageEvenWeakly(String header) {
        assertThat(ifNoneMatch(header)).isEqualTo(new Outcome.NotModified());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "abc", "", "w/\"abc\"", "W/ \"abc\""})
    void ifNoneMatchPassesEveryOther(String header) {
        assertThat(ifNoneMatch(header)).isEqualTo(new Outcome.Whole());
    }

    @ParameterizedTest
    @CsvSource({
        "'\"abc\"', true",
        "' \"abc\" ', true",
        "'W/\"abc\"', false",
        "'\"x\"', false",
        "'*', false",
        "'\"abc\", \"abc\"', false",
        "'Sun, 06 Nov 1994 08:49:37 GMT', false",
    })
    void ifRangeLetsTheRangeCountOnlyForTheVeryImage(String header, boolean counts) {
        var outcome = new RequestConditions(null, null, "bytes=1-2", header).evaluate(TAG, 100);

        assertThat(outcome).isEqualTo(counts ? new Outcome.Part(1, 2) : new Outcome.Whole());
    }

    /** RFC 9110 section 13.2.2: If-Match, then If-None-Match, then Range. */
    @ParameterizedTest
    @CsvSource({
        "'\"x\"', '\"abc\"', bytes=500-, PreconditionFailed",
        "'\"abc\"', '\"abc\"', bytes=500-, NotModified",
        "'\"abc\"', '\"x\"', bytes=500-, OutOfRange",
        "'\"abc\"', '\"x\"', bytes=5-, Part",
    })
    void areEvaluatedInTheirOrder(String ifMatch, String ifNoneMatch, String range, String expected) {
        var outcome = new RequestConditions(ifMatch, ifNoneMatch, range, null).evaluate(TAG, 100);

        assertThat(outcome.getClass().getSimpleName()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1-2", "bytes=500-", "nonsense"})
    void haveNoRangeInAHead(String range) {
        assertThat(new RequestConditions(null, null, range, null).evaluateState(TAG))
                .isEqualTo(new Outcome.Whole());
    }

    @ParameterizedTest
    @CsvSource({
        ", , false",
        "'\"abc\"', , true",
        "'*', , false",
        "' * ', , false",
        ", '\"abc\"', true",
    })
    void sayWhenAnotherServersTagWouldChangeThem(String ifMatch, String ifRange, boolean expected) {
        var conditions = new RequestConditions(ifMatch, "\"abc\"", "bytes=1-2", ifRange);

        assertThat(conditions.needOurEntityTag()).isEqualTo(expected);
    }

    private static Outcome ifMatch(String header) {
        return new RequestConditions(header, null, null, null).evaluate(TAG, 100);
    }

    private static Outcome ifNoneMatch(String header) {
        return new RequestConditions(null, header, null, null).evaluate(TAG, 100);
    }
}
