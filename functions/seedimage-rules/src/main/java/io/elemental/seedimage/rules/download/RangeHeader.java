package io.elemental.seedimage.rules.download;

import io.elemental.seedimage.rules.download.RequestConditions.Outcome;
import java.util.regex.Pattern;

/**
 * The {@code Range} header (RFC 9110 section 14.2). A header that is not one range of bytes is ignored, as that section
 * allows: unknown units, what does not follow the grammar, and several ranges at once, which nobody who downloads an
 * image asks for.
 */
final class RangeHeader {

    private static final Pattern ONE_RANGE =
            Pattern.compile("bytes=[ \\t,]*(\\d*)-(\\d*)[ \\t,]*", Pattern.CASE_INSENSITIVE);

    private RangeHeader() {}

    /** Applies the header to a representation of this many bytes. */
    static Outcome evaluate(String header, long size) {
        var range = ONE_RANGE.matcher(header.strip());
        if (!range.matches()) {
            return new Outcome.Whole();
        }
        var first = range.group(1);
        var last = range.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? new Outcome.Whole() : suffix(number(last), size);
        }
        return between(number(first), last.isEmpty() ? Long.MAX_VALUE : number(last), size);
    }

    private static Outcome between(long first, long last, long size) {
        if (last < first) {
            return new Outcome.Whole();
        }
        return first >= size ? new Outcome.OutOfRange() : new Outcome.Part(first, Math.min(last, size - 1) - first + 1);
    }

    private static Outcome suffix(long length, long size) {
        var available = Math.min(length, size);
        return available == 0 ? new Outcome.OutOfRange() : new Outcome.Part(size - available, available);
    }

    /** Positions have no limit in the grammar; beyond every image they are all the same. */
    private static long number(String digits) {
        var significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > 18 ? Long.MAX_VALUE : Long.parseLong(significant);
    }
}
