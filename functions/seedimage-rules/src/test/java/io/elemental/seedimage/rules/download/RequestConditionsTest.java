package io.elemental.seedimage.rules.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.download.RequestConditions.Outcome;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestConditionsTest {

    private static final String TAG = "\"abc\"";
    private static final Instant WRITTEN_AT = Instant.parse("2026-11-22T08:00:00Z");

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
        "'Sun, 22 Nov 2026 08:00:00 GMT', false",
    })
    void ifRangeLetsTheRangeCountOnlyForTheVeryImage(String header, boolean counts) {
        var outcome = new RequestConditions(null, null, "bytes=1-2", header).evaluate(TAG, WRITTEN_AT, 100);

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
        var outcome = new RequestConditions(ifMatch, ifNoneMatch, range, null).evaluate(TAG, null, 100);

        assertThat(outcome.getClass().getSimpleName()).isEqualTo(expected);
    }

    /** RFC 9110 section 13.2.2; the image was written at 8:00. A date beside the entity tag of its kind has no say. */
    @ParameterizedTest
    @CsvSource({
        "           ,           , '07:59:59', , PreconditionFailed",
        "           ,           , '08:00:00', , Whole",
        "           ,           , 'never',    , Whole",
        "'\"abc\"', ,             '07:59:59', , Whole",
        "'\"x\"',   ,             '08:00:00', , PreconditionFailed",
        "           ,           , , '07:59:59', Whole",
        "           ,           , , '08:00:00', NotModified",
        "           ,           , , '09:00:00', NotModified",
        "           ,           , , 'never',    Whole",
        "           , '\"x\"',    , '08:00:00', Whole",
        "           , '\"abc\"',  , '07:59:59', NotModified",
        "           ,           , '07:59:59', '08:00:00', PreconditionFailed",
        "           ,           , '08:00:00', '08:00:00', NotModified",
    })
    void datesCountWhereNoEntityTagDoes(
            String ifMatch, String ifNoneMatch, String ifUnmodifiedSince, String ifModifiedSince, String expected) {
        var conditions =
                new RequestConditions(ifMatch, ifNoneMatch, date(ifUnmodifiedSince), date(ifModifiedSince), null, null);

        assertThat(conditions.evaluate(TAG, WRITTEN_AT, 100).getClass().getSimpleName())
                .isEqualTo(expected);
        assertThat(conditions.evaluateState(TAG, WRITTEN_AT).getClass().getSimpleName())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1000-01-01T00:00:00Z", "2026-11-22T08:00:00Z"})
    void datesMeanNothingForAnImageWithoutOne(Instant time) {
        var header = DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atZone(ZoneOffset.UTC));

        assertThat(new RequestConditions(null, null, header, header, null, null).evaluate(TAG, null, 100))
                .isEqualTo(new Outcome.Whole());
    }

    private static @Nullable String date(@Nullable String time) {
        return time == null || time.equals("never") ? time : "Sun, 22 Nov 2026 %s GMT".formatted(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1-2", "bytes=500-", "nonsense"})
    void haveNoRangeInAHead(String range) {
        assertThat(new RequestConditions(null, null, range, null).evaluateState(TAG, null))
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

        assertThat(conditions.needOurValidators()).isEqualTo(expected);
        assertThat(new RequestConditions(null, null, date("08:00:00"), null, null, null).needOurValidators())
                .isTrue();
    }

    private static Outcome ifMatch(String header) {
        return new RequestConditions(header, null, null, null).evaluate(TAG, null, 100);
    }

    private static Outcome ifNoneMatch(String header) {
        return new RequestConditions(null, header, null, null).evaluate(TAG, null, 100);
    }
}
