package io.elemental.seedimage.reconcile.quota;

import io.elemental.seedimage.reconcile.settings.NamespaceQuota;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the images of a namespace take together: each base and each image that was put together once. Pure.
 *
 * @param bases bytes by build
 * @param composed bytes by identity
 */
record NamespaceUse(Map<String, Long> bases, Map<String, Long> composed) {

    private static final String ROOM = " Room comes when SeedImages of this namespace are deleted or expire.";

    static NamespaceUse of(Collection<Taken> all) {
        var use = new NamespaceUse(new HashMap<>(), new HashMap<>());
        for (var taken : all) {
            use.bases.merge(taken.build(), taken.size(), Math::max);
            taken.composed().ifPresent(identity -> use.composed.put(identity, taken.size()));
        }
        return use;
    }

    long bytes() {
        return Stream.of(bases, composed)
                .flatMap(sizes -> sizes.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Why the namespace may not take this too, in one sentence; empty when it may. */
    Optional<String> objection(Taken more, String namespace, NamespaceQuota quota) {
        var another = !bases.containsKey(more.build());
        if (quota.bases() > 0 && another && bases.size() >= quota.bases()) {
            return Optional.of(("With this, namespace %s would use %s bases, and this installation allows %s"
                            + " (SEEDIMAGE_QUOTA_BASES)." + ROOM)
                    .formatted(namespace, bases.size() + 1, quota.bases()));
        }
        var size = (another ? more.size() : 0)
                + more.composed()
                        .filter(identity -> !composed.containsKey(identity))
                        .map(_ -> more.size())
                        .orElse(0L);
        return quota.bytes() > 0 && size > 0 && bytes() + size > quota.bytes()
                ? Optional.of(("With this, namespace %s would use up to %s bytes, and this installation allows %s"
                                + " (SEEDIMAGE_QUOTA_BYTES)." + ROOM)
                        .formatted(namespace, bytes() + size, quota.bytes()))
                : Optional.empty();
    }
}
