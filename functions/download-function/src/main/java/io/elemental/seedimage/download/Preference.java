package io.elemental.seedimage.download;

import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What an {@code Accept} header (RFC 9110 section 12.5.1) prefers. */
final class Preference {

    private static final MediaType IMAGE = MediaType.parseMediaType("application/x-iso9660-image");

    private Preference() {}

    /** Whether JSON is wanted more than the bytes of an image; a header that makes no sense wants nothing. */
    static boolean isJson(@Nullable String accept) {
        if (accept == null) {
            return false;
        }
        try {
            var ranges = MediaType.parseMediaTypes(accept);
            var bytes = Math.max(quality(ranges, IMAGE), quality(ranges, MediaType.APPLICATION_OCTET_STREAM));
            return quality(ranges, MediaType.APPLICATION_JSON) > bytes;
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    /** The weight that the range which names the type most closely gives it; 0 where none does. */
    private static double quality(Iterable<MediaType> ranges, MediaType type) {
        var quality = 0.0;
        var closest = -1;
        for (var range : ranges) {
            var closeness = closeness(range);
            if (range.includes(type) && closeness > closest) {
                closest = closeness;
                quality = range.getQualityValue();
            }
        }
        return quality;
    }

    private static int closeness(MediaType range) {
        if (range.isWildcardType()) {
            return 0;
        }
        return range.isWildcardSubtype() ? 1 : 2;
    }
}
