package io.elemental.seedimage.rules.steps;

import io.elemental.seedimage.rules.catalog.NotServable;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.cluster.RegistrationProblem;
import io.elemental.seedimage.rules.cluster.SeedImage;
import java.time.Instant;
import java.util.Optional;

/** What a SeedImage as a whole needs next, decided from facts alone. */
public sealed interface NextStep {

    /** It is gone: its images are to go, too. */
    record Withdraw() implements NextStep {}

    /** Its time is over. */
    record Expire(Instant expiredAt) implements NextStep {}

    /** Nothing can be served for its registration. */
    record AwaitRegistration(RegistrationProblem problem) implements NextStep {}

    /** Each of its images is to be led one {@link ImageStep} further. */
    record MakeImages() implements NextStep {}

    /**
     * Decides.
     *
     * @param seedImage empty: gone
     * @param registration what its registration is; empty: there is none
     * @param expiresAt of this generation; empty until it was completed, or never
     * @param retriggered a new build of the base is asked for, which ends no time
     */
    static NextStep decide(
            Optional<SeedImage> seedImage,
            Optional<RegistrationEntry> registration,
            Optional<Instant> expiresAt,
            boolean retriggered,
            Instant now) {
        if (seedImage.isEmpty()) {
            return new Withdraw();
        }
        if (expiresAt.isPresent() && !now.isBefore(expiresAt.get()) && !retriggered) {
            return new Expire(expiresAt.get());
        }
        return problem(registration).<NextStep>map(AwaitRegistration::new).orElseGet(MakeImages::new);
    }

    /** Why nothing can be served for a registration, if that is so; of one that is empty there is none. */
    static Optional<RegistrationProblem> problem(Optional<RegistrationEntry> registration) {
        if (registration.isEmpty()) {
            return Optional.of(RegistrationProblem.NOT_FOUND);
        }
        return registration
                .filter(entry -> !entry.servable())
                .map(entry -> Optional.ofNullable(entry.reason()).orElse(NotServable.NOT_READY))
                .map(RegistrationProblem::of);
    }
}
