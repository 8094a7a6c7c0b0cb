package io.elemental.seedimage.reconcile.sweep;

import io.elemental.seedimage.reconcile.settings.SweepSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides which bases stay. Pure. */
final class BaseRetention {

    enum Verdict {
        KEEP,
        /** Nobody uses it: its time begins. */
        CONDEMN,
        /** Somebody uses it again. */
        PARDON,
        DELETE
    }

    /**
     * The facts about one base.
     *
     * @param size in bytes
     * @param condemnedAt since when nobody uses it; null while it is used
     * @param withdrawn whether it is being deleted already
     */
    record Kept(String build, long size, @Nullable Instant condemnedAt, boolean withdrawn, boolean references) {

        boolean unusedFor(Instant now, Duration time) {
            return condemnedAt != null && !condemnedAt.plus(time).isAfter(now);
        }
    }

    private BaseRetention() {}

    /** The decision for each base, by its build. */
    static Map<String, Verdict> decide(List<Kept> bases, SweepSettings settings, Instant now) {
        var verdicts = new HashMap<String, Verdict>();
        bases.forEach(base -> verdicts.put(base.build(), verdict(base, settings, now)));
        if (settings.cacheLimit() > 0) {
            makeRoom(bases, verdicts, settings, now);
        }
        return verdicts;
    }

    private static Verdict verdict(Kept base, SweepSettings settings, Instant now) {
        if (base.withdrawn()) {
            return Verdict.DELETE;
        }
        if (base.references()) {
            return base.condemnedAt() == null ? Verdict.KEEP : Verdict.PARDON;
        }
        if (base.condemnedAt() == null) {
            return Verdict.CONDEMN;
        }
        return base.unusedFor(now, settings.baseRetention()) ? Verdict.DELETE : Verdict.KEEP;
    }

    /** Deletes the bases that were unused longest, but none that was used within the grace time. */
    private static void makeRoom(List<Kept> bases, Map<String, Verdict> verdicts, SweepSettings settings, Instant now) {
        var taken = bases.stream()
                .filter(base -> verdicts.get(base.build()) != Verdict.DELETE)
                .mapToLong(Kept::size)
                .sum();
        var unused = bases.stream()
                .filter(base -> verdicts.get(base.build()) == Verdict.KEEP)
                .filter(base -> base.unusedFor(now, settings.grace()))
                .sorted(Comparator.comparing(Kept::condemnedAt, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
        for (var base : unused) {
            if (taken <= settings.cacheLimit()) {
                return;
            }
            verdicts.put(base.build(), Verdict.DELETE);
            taken -= base.size();
        }
    }
}
