package io.elemental.seedimage.reconcile.facts;

import com.github.benmanes.caffeine.cache.Cache;
import io.elemental.seedimage.reconcile.common.Remembered;
import io.elemental.seedimage.registration.token.RegistrationEntries;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.cluster.Registration;
import java.time.Instant;

/**
 * What was made of registrations last: to verify a signature takes longer than all else that is computed when nothing
 * changed, and a fleet's SeedImages have their registration in common.
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

    /** All that time changes is that a token ends. */
    private static boolean isStillSo(RegistrationEntry entry, Instant now) {
        var end = entry.tokenExpiresAt();
        return entry.servable() && (end == null || end.isAfter(now));
    }
}
