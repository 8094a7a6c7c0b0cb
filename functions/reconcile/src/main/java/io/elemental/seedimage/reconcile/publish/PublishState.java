package io.elemental.seedimage.reconcile.publish;

import io.elemental.seedimage.reconcile.common.Pass;
import io.elemental.seedimage.reconcile.facts.Facts;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes the state of a SeedImage into catalog and status. */
public final class PublishState {

    private final Publish publish;
    private final PublishRegistration registrations;
    private final ReconcileSettings settings;

    public PublishState(Publish publish, PublishRegistration registrations, ReconcileSettings settings) {
        this.publish = publish;
        this.registrations = registrations;
        this.settings = settings;
    }

    public CatalogEntry publish(Facts facts, ReportedState reported) {
        return publish.publish(
                facts,
                Publication.of(
                        facts, reported, settings.publicUrl(), settings.timing().retiredKeptFor()));
    }

    /** Writes it into the status alone. */
    public void tell(Facts facts, ReportedState reported) {
        publish.tell(
                facts,
                Publication.of(
                        facts, reported, settings.publicUrl(), settings.timing().retiredKeptFor()));
    }

    /** Settles the pass: says when the clock makes the next look due, which is never a time in the past. */
    public Pass settled(Facts facts, CatalogEntry entry, Optional<Instant> retryAt) {
        return new Pass.Settled(
                Stream.of(Optional.ofNullable(entry.expiresAt()), retryAt, registrations.lookAgain(facts))
                        .flatMap(Optional::stream)
                        .filter(at -> at.isAfter(facts.now()))
                        .min(Instant::compareTo));
    }
}
