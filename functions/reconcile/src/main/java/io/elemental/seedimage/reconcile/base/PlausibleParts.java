package io.elemental.seedimage.reconcile.base;

import io.elemental.seedimage.format.ResultDocument;
import io.elemental.seedimage.format.ResultDocument.PartDocument;
import io.elemental.seedimage.rules.store.MultipartUploads.UploadedPart;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks the parts that a builder says it uploaded: not more than a grant allows, and equal to those in the store. */
final class PlausibleParts {

    /** The highest number in a grant: 1,000 whole parts, and one for the rest. */
    static final int LAST_NUMBER = 1001;

    private PlausibleParts() {}

    /** One sentence that says why such parts are impossible. Numbers ascend, and may have gaps. */
    static Optional<String> problem(ResultDocument result) {
        var parts = result.parts();
        if (parts.isEmpty() || parts.size() > LAST_NUMBER) {
            return Optional.of(
                    "The builder's result has %s parts; it may have 1 to %s.".formatted(parts.size(), LAST_NUMBER));
        }
        var number = 0;
        var left = result.size();
        for (var part : parts) {
            if (part.number() <= number || part.number() > LAST_NUMBER) {
                return Optional.of(
                        "The parts of the builder's result are numbered %s after %s; they must ascend from 1 to %s."
                                .formatted(part.number(), number, LAST_NUMBER));
            }
            if (part.size() < 1 || part.size() > left) { // so that no sum overflows
                return Optional.of("Part %s of the builder's result has %s bytes; it may have 1 to %s."
                        .formatted(part.number(), part.size(), left));
            }
            number = part.number();
            left -= part.size();
        }
        return left == 0
                ? unequal(parts)
                : Optional.of(
                        "The builder's result has %s bytes; its parts have %s fewer.".formatted(result.size(), left));
    }

    private static Optional<String> unequal(List<PartDocument> parts) {
        var whole = parts.getFirst().size();
        return parts.stream()
                .limit(parts.size() - 1L)
                .filter(part -> part.size() != whole)
                .findFirst()
                .or(() -> Optional.of(parts.getLast()).filter(last -> last.size() > whole))
                .map(part ->
                        "Part %s of the builder's result has %s bytes; all must have %s, and only the last may have fewer."
                                .formatted(part.number(), part.size(), whole));
    }

    /** One sentence that says why the store cannot join these parts. */
    static Optional<String> problem(List<PartDocument> named, List<UploadedPart> uploaded) {
        var byNumber = uploaded.stream().collect(Collectors.toMap(UploadedPart::number, Function.identity()));
        for (var part : named) {
            var there = byNumber.get(part.number());
            if (there == null || !bare(there.etag()).equals(bare(part.etag()))) {
                return Optional.of("The store does not have the parts that the builder says it uploaded.");
            }
            if (there.size() != part.size()) {
                return Optional.of("Part %s of the builder's result has %s bytes in the store; the builder says %s."
                        .formatted(part.number(), there.size(), part.size()));
            }
        }
        return Optional.empty();
    }

    private static String bare(String etag) {
        return etag.replace("\"", "");
    }
}
