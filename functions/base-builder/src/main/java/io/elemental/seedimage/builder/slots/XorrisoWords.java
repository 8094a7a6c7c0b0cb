package io.elemental.seedimage.builder.slots;

import io.elemental.seedimage.builder.common.Redacted;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Scratch;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/**
 * What of xorriso's words tells how it went. They hold names from the image, so that a line may have any length.
 *
 * @param trouble the first complaint: what follows it is mostly its consequence
 */
public record XorrisoWords(String trouble, String last, boolean noImage, boolean diskFull) {

    private static final Pattern TROUBLE = Pattern.compile("[a-z]+ ?: (SORRY|MISHAP|FAILURE|FATAL) : (.*)");
    private static final String NO_IMAGE = "No ISO 9660 image";

    /** Letters of a line that are looked at. */
    private static final int MAX_LINE = 2000;

    private static final int BUFFER = 8192;

    public static XorrisoWords read(Reader reader) {
        try (reader) {
            var words = new XorrisoWords("", "", false, false);
            var line = new StringBuilder();
            var buffer = new char[BUFFER];
            for (var count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                for (var at = 0; at < count; at++) {
                    if (buffer[at] == '\n') {
                        words = words.and(line.toString().strip());
                        line.setLength(0);
                    } else if (line.length() < MAX_LINE) {
                        line.append(buffer[at]);
                    }
                }
            }
            return words.and(line.toString().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private XorrisoWords and(String line) {
        var complaint = TROUBLE.matcher(line);
        return new XorrisoWords(
                complaint.matches() && trouble.isEmpty() ? complaint.group(2) : trouble,
                line.isEmpty() ? last : line,
                noImage || line.contains(NO_IMAGE),
                diskFull || Scratch.isFull(line) || line.contains("exceeds free space"));
    }

    void check(int status) {
        if (noImage) {
            throw new RefusedException("The source is not an ISO 9660 image.");
        }
        if (status == 0) {
            return;
        }
        if (diskFull) {
            throw Scratch.full();
        }
        throw new RefusedException("xorriso cannot add the slots (status %s): %s"
                .formatted(status, Redacted.words(trouble.isEmpty() ? last : trouble)));
    }
}
