package io.elemental.seedimage.local.manifests;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster would remember of one SeedImage beside its spec and status.
 *
 * @param generation grows with every change of the spec
 * @param specHash of the spec that has this generation
 * @param retriggerDone {@code spec.retriggerBuild} is true in the file and was acted on
 * @param completedGeneration the newest generation that was completed; 0: none
 * @param completedAt when that was
 * @param createdAt when the SeedImage was seen first
 */
record Ledger(
        long generation,
        String specHash,
        boolean retriggerDone,
        long completedGeneration,
        @Nullable Instant completedAt,
        Instant createdAt) {

    static final Ledger NEW = new Ledger(0, "", false, 0, null, Instant.EPOCH);

    /** After a look at the spec as it is now. */
    Ledger seen(String hash, boolean retrigger, Instant now) {
        var done = retrigger && retriggerDone;
        return hash.equals(specHash) && done == retriggerDone
                ? this
                : new Ledger(
                        hash.equals(specHash) ? generation : generation + 1,
                        hash,
                        done,
                        completedGeneration,
                        completedAt,
                        generation == 0 ? now : createdAt);
    }

    Ledger retriggered() {
        return new Ledger(generation, specHash, true, completedGeneration, completedAt, createdAt);
    }

    /** @param at when the status says that this generation was completed; null while it was not */
    Ledger completed(long completed, @Nullable Instant at) {
        return new Ledger(generation, specHash, retriggerDone, completed, at, createdAt);
    }

    /** When the generation of now was completed. */
    Optional<Instant> completion() {
        return completedGeneration == generation ? Optional.ofNullable(completedAt) : Optional.empty();
    }
}
