package io.elemental.seedimage.rules.download;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A date in a header, in any of the three forms of RFC 9110 section 5.6.7. */
final class HttpDate {

    private static final int YEARS_AHEAD = 50;

    private static final DateTimeFormatter FIXED = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    private HttpDate() {}

    /**
     * Reads a date; empty where it is none.
     *
     * @param now a year of two digits is not more than 50 years after this
     */
    static Optional<Instant> parse(String header, Instant now) {
        for (var form : List.of(FIXED, ASCTIME, rfc850(now))) {
            try {
                return Optional.of(LocalDateTime.parse(header.strip(), form).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException _) {
                // the next form, or none
            }
        }
        return Optional.empty();
    }

    private static DateTimeFormatter rfc850(Instant now) {
        var first = LocalDate.ofInstant(now, ZoneOffset.UTC).minusYears(99L - YEARS_AHEAD);
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, first)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
