package io.elemental.seedimage.reconcile.publish;

import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.reconcile.common.OvertakenException;
import io.elemental.seedimage.reconcile.facts.Facts;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Writes the registration's entry for the download function: when it changed, and from time to time to renew it. */
public final class PublishRegistration {

    private final Catalog catalog;
    private final RevokeImages revoke;
    private final ReconcileSettings settings;

    public PublishRegistration(Catalog catalog, RevokeImages revoke, ReconcileSettings settings) {
        this.catalog = catalog;
        this.revoke = revoke;
        this.settings = settings;
    }

    /** Publishes. Returns whether the key changed, in which case all images for the old key are gone. */
    public boolean publish(Facts facts) {
        var next = facts.registrationEntry();
        if (next == null || isCurrent(facts, next)) {
            return false;
        }
        // The stored key shows the rotation: it must stay until all images are gone.
        var rotated = rotated(facts.storedRegistration(), next);
        if (rotated) {
            revoke.all(next.ref(), facts.now());
        }
        var precondition = facts.storedRegistration()
                .<Precondition>map(stored -> new Precondition.Unchanged(stored.etag()))
                .orElseGet(Precondition.Absent::new);
        if (catalog.put(next, precondition) instanceof PutOutcome.Conflict) {
            throw new OvertakenException("the registration's entry");
        }
        return rotated;
    }

    /** When to look again: before the entry gets too old, and when its token expires. */
    Optional<Instant> lookAgain(Facts facts) {
        var entry = facts.registrationEntry();
        if (entry == null || !entry.servable()) {
            return Optional.empty();
        }
        var checkedAt = facts.storedRegistration()
                .map(Versioned::value)
                .filter(stored -> isCurrent(facts, entry))
                .map(RegistrationEntry::checkedAt)
                .orElse(facts.now());
        var renewal = checkedAt.plus(settings.timing().registrationRenewal());
        var tokenEnds = entry.tokenExpiresAt();
        return Optional.of(tokenEnds != null && tokenEnds.isBefore(renewal) ? tokenEnds : renewal);
    }

    private boolean isCurrent(Facts facts, RegistrationEntry next) {
        return facts.storedRegistration()
                .map(Versioned::value)
                .filter(stored -> Arrays.equals(bytes(stored, next.checkedAt()), bytes(next, next.checkedAt())))
                .filter(stored -> !next.servable()
                        || facts.now()
                                .isBefore(stored.checkedAt()
                                        .plus(settings.timing().registrationRenewal())))
                .isPresent();
    }

    /** A registration without a usable key for a while has no other key yet: the last that was known is compared. */
    private static boolean rotated(Optional<Versioned<RegistrationEntry>> stored, RegistrationEntry next) {
        var key = next.publicKey();
        return key != null
                && stored.map(Versioned::value)
                        .flatMap(RegistrationEntry::lastKnownKey)
                        .filter(last -> !last.equals(key))
                        .isPresent();
    }

    private static byte[] bytes(RegistrationEntry entry, Instant checkedAt) {
        return Documents.write(DocumentType.REGISTRATION, entry.checkedAt(checkedAt));
    }
}
