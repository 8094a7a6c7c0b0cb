package io.elemental.seedimage.reconcile.base;

import io.elemental.seedimage.format.ResultDocument;
import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.overlay.ByteRange;
import io.elemental.seedimage.overlay.ImageOverlay;
import io.elemental.seedimage.overlay.Segment;
import io.elemental.seedimage.overlay.Slot;
import io.elemental.seedimage.overlay.digest.DigestState;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a builder's result can be true at all. A builder may say anything, so these limits come before every
 * call of the store, every sum and every loop.
 */
final class PlausibleResult {

    /** The limit of {@code spec.size}, 1 TiB. */
    static final long LARGEST = 1L << 40;

    /** How many bytes are hashed for every image of the base, at most. Elemental's bases have some megabytes. */
    static final long LONGEST_TAIL = 1L << 30;

    private static final int MOST_ZERO_EXTENTS = 1000;
    private static final int HIGHEST_LAYOUT = 1000;
    private static final int BLOCK = 64;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int WORDS = 8;
    private static final Pattern WORD = Pattern.compile("[0-9a-f]{8}");

    /** What may be sent in a header, to ask whether the source changed. */
    private static final Pattern REVISION = Pattern.compile("[\\x20-\\x7e\\xa1-\\xff]{1,512}");

    private PlausibleResult() {}

    /** One sentence that says why it cannot be true. */
    static Optional<String> problem(SourceDocument source, ResultDocument result) {
        return Stream.<Supplier<Optional<String>>>of(
                        () -> revisionProblem(result.revision()),
                        () -> sizeProblem(result.size()),
                        () -> PlausibleParts.problem(result),
                        () -> slotsProblem(source, result),
                        () -> digestProblem(result),
                        () -> layoutProblem(result),
                        () -> zeroExtentsProblem(result))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    static Optional<String> revisionProblem(@Nullable String revision) {
        return unless(
                revision == null || REVISION.matcher(revision).matches(),
                "The builder's result has a revision that is not 1 to 512 printable characters.");
    }

    private static Optional<String> sizeProblem(long size) {
        return unless(
                size >= 1 && size <= LARGEST,
                "The builder's result says that it has %s bytes; it may have 1 to %s.".formatted(size, LARGEST));
    }

    private static Optional<String> slotsProblem(SourceDocument source, ResultDocument result) {
        var slots = result.slots().stream().collect(Collectors.toMap(Slot::name, Slot::length, Math::max));
        if (!slots.equals(source.slots()) || result.slots().size() != slots.size()) {
            return Optional.of(
                    "The builder's result has the slots %s; it must have %s.".formatted(slots, source.slots()));
        }
        try {
            ImageOverlay.of(
                    result.size(),
                    result.slots().stream().map(PlausibleResult::empty).toList());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("The builder's result has slots at impossible places: %s.".formatted(e.getMessage()));
        }
    }

    private static Segment empty(Slot slot) {
        return new Segment(slot.offset(), slot.length(), new byte[0]);
    }

    private static Optional<String> digestProblem(ResultDocument result) {
        if (result.sha256() == null || result.digestState() == null) {
            return Optional.of("The builder's result does not say its SHA-256.");
        }
        if (!SHA256.matcher(result.sha256()).matches() || !isState(result.digestState())) {
            return Optional.of("The builder's result has an invalid SHA-256, or an invalid state of one.");
        }
        var first = result.slots().stream().mapToLong(Slot::offset).min().orElse(0);
        if (result.digestState().offset() > first) {
            return Optional.of("The builder's result has the state of a digest that goes beyond its first slot.");
        }
        var tail = result.size() - result.digestState().offset();
        return unless(
                tail <= LONGEST_TAIL,
                "The builder's result has %s bytes from its first slot to its end; the limit is %s."
                        .formatted(tail, LONGEST_TAIL));
    }

    private static Optional<String> layoutProblem(ResultDocument result) {
        return unless(
                result.layout() == null || (result.layout() >= 1 && result.layout() <= HIGHEST_LAYOUT),
                "The builder's result has the layout %s; it may be 1 to %s."
                        .formatted(result.layout(), HIGHEST_LAYOUT));
    }

    private static boolean isState(DigestState state) {
        return state.offset() >= 0
                && state.offset() % BLOCK == 0
                && state.words().size() == WORDS
                && state.words().stream().allMatch(word -> WORD.matcher(word).matches());
    }

    private static Optional<String> zeroExtentsProblem(ResultDocument result) {
        return unless(
                result.zeroExtents().size() <= MOST_ZERO_EXTENTS && areApart(result.zeroExtents(), result.size()),
                "The builder's result has more than %s runs of zeros, or some that are not in order or outside of it."
                        .formatted(MOST_ZERO_EXTENTS));
    }

    private static boolean areApart(List<ByteRange> extents, long size) {
        var end = 0L;
        for (var extent : extents) {
            if (extent.length() == 0 || extent.offset() < end || extent.end() > size) {
                return false;
            }
            end = extent.end();
        }
        return true;
    }

    private static Optional<String> unless(boolean fine, String sentence) {
        return fine ? Optional.empty() : Optional.of(sentence);
    }
}
