package io.elemental.seedimage.reconcile.facts;

import com.github.benmanes.caffeine.cache.Cache;
import io.elemental.seedimage.reconcile.common.Remembered;
import io.elemental.seedimage.registration.token.RegistrationEntries;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.cluster.Registration;
import java.time.Instant;

/**
 * Remembers entries of registrations. A fleet's SeedImages share one registration, and verifying its signature takes
 * longer than all other work when nothing changed.
 */
final class RegistrationMemory {

    private static final int REMEMBERED = 64;

    private final Cache<Registration, RegistrationEntry> entries = Remembered.of(REMEMBERED);

    RegistrationEntry entry(Registration registration, Instant now) {
        var last = entries.getIfPresent(registration);
        if (last != null && isStillSo(last, now)) {
            return last.checkedAt(now);
        }
        var entry = RegistrationEntries.of(registration, now);
        if (entry.servable() && AgentSize.isUsual(registration)) {
            entries.put(registration, entry);
        }
        return entry;
    }

    /** Whether the entry still holds: with time, only its token expires. */
    private static boolean isStillSo(RegistrationEntry entry, Instant now) {
        var end = entry.tokenExpiresAt();
        return entry.servable() && (end == null || end.isAfter(now));
    }
}
