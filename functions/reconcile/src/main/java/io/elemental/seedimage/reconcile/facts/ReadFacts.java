package io.elemental.seedimage.reconcile.facts;

import io.elemental.seedimage.reconcile.common.BackgroundTask;
import io.elemental.seedimage.reconcile.common.OvertakenException;
import io.elemental.seedimage.reconcile.common.Reason;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.NotServable;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.Registrations;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads facts in the order that makes conflicts visible: first the documents that will be written, with their ETags,
 * then their inputs.
 */
public final class ReadFacts {

    private static final int REMEMBERED = 1000;

    private final SeedImages seedImages;
    private final Registrations registrations;
    private final Catalog catalog;
    private final ReadSources readSources;
    private final InstantSource clock;
    private final RegistrationMemory memory = new RegistrationMemory();

    /** Under which registration a SeedImage was seen last. This is where its entry lies. */
    private final Map<ResourceRef, ResourceRef> lastSeen =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<ResourceRef, ResourceRef> eldest) {
                    return size() > REMEMBERED;
                }
            });

    public ReadFacts(
            SeedImages seedImages,
            Registrations registrations,
            Catalog catalog,
            ReadSources readSources,
            InstantSource clock) {
        this.seedImages = seedImages;
        this.registrations = registrations;
        this.catalog = catalog;
        this.readSources = readSources;
        this.clock = clock;
    }

    /** Reads a SeedImage; empty when it is gone. */
    public Optional<Facts> read(ResourceRef ref, Reason reason) {
        var expected = Optional.ofNullable(lastSeen.get(ref))
                .or(() -> seedImages.find(ref).map(SeedImage::registration));
        if (expected.isEmpty()) {
            return Optional.empty();
        }
        try (var entry = BackgroundTask.start(() -> catalog.seedImage(expected.get(), ref.name()))) {
            var storedRegistration = catalog.registration(expected.get());
            var stored = entry.join();
            var seedImage = seedImages.find(ref);
            seedImage.ifPresentOrElse(found -> lastSeen.put(ref, found.registration()), () -> lastSeen.remove(ref));
            if (seedImage.isPresent() && !seedImage.get().registration().equals(expected.get())) {
                throw new OvertakenException("the SeedImage's registrationRef");
            }
            return seedImage.map(found -> facts(found, stored, storedRegistration, reason));
        }
    }

    private Facts facts(
            SeedImage seedImage,
            Optional<Versioned<CatalogEntry>> stored,
            Optional<Versioned<RegistrationEntry>> storedRegistration,
            Reason reason) {
        try (var sources = BackgroundTask.start(() -> readSources.read(seedImage))) {
            var registration = registrations.find(seedImage.registration());
            var now = now();
            var entry = entry(registration, storedRegistration, now);
            return new Facts(seedImage, stored, storedRegistration, registration, entry, sources.join(), reason, now);
        }
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The entry to publish of a registration. The entry of one that is gone serves nothing. */
    private @Nullable RegistrationEntry entry(
            Optional<Registration> registration, Optional<Versioned<RegistrationEntry>> stored, Instant now) {
        return registration
                .map(found -> memory.entry(found, now))
                .map(entry -> stored.map(Versioned::value).map(entry::after).orElse(entry))
                .orElseGet(() -> stored.map(Versioned::value)
                        .map(last -> closed(last, now))
                        .orElse(null));
    }

    private static RegistrationEntry closed(RegistrationEntry last, Instant now) {
        return new RegistrationEntry(
                last.namespace(),
                last.name(),
                last.uid(),
                last.uri(),
                null,
                null,
                null,
                last.hash(),
                false,
                NotServable.NOT_FOUND,
                now,
                last.lastKnownKey().orElse(null));
    }
}
