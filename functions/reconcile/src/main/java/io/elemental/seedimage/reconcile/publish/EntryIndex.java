package io.elemental.seedimage.reconcile.publish;

import com.github.benmanes.caffeine.cache.Cache;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredObject;
import io.elemental.seedimage.reconcile.common.Remembered;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says under which registrations a SeedImage has entries. Anybody can send events of names that never existed, so one
 * listing of a namespace serves all its names. The sweep finds what other processes wrote since.
 */
final class EntryIndex {

    /** How long a listing is trusted. */
    private static final Duration VALID_FOR = Duration.ofSeconds(10);

    private static final int NAMESPACES = 256;

    private final ObjectStore store;
    private final Cache<String, Listing> listings = Remembered.of(NAMESPACES);
    private long changes;

    /** Names of registrations by names of SeedImages. */
    private record Listing(Map<String, Set<String>> registrations, Instant at) {

        void add(String seedImage, String registration) {
            registrations
                    .computeIfAbsent(seedImage, _ -> ConcurrentHashMap.newKeySet())
                    .add(registration);
        }

        boolean isValid(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(VALID_FOR));
        }
    }

    EntryIndex(ObjectStore store) {
        this.store = store;
    }

    /** The names of the registrations under which a SeedImage has entries. */
    Set<String> registrationsOf(ResourceRef seedImage, Instant now) {
        return Optional.ofNullable(listings.getIfPresent(seedImage.namespace()))
                .filter(listing -> listing.isValid(now))
                .orElseGet(() -> list(seedImage.namespace(), now))
                .registrations()
                .getOrDefault(seedImage.name(), Set.of());
    }

    /** Adds an entry that was not there before: if each new one led to a listing, many would cost the square of it. */
    synchronized void written(ResourceRef seedImage, String registration) {
        changes++;
        Optional.ofNullable(listings.getIfPresent(seedImage.namespace()))
                .ifPresent(listing -> listing.add(seedImage.name(), registration));
    }

    private Listing list(String namespace, Instant now) {
        var before = changes();
        var listing = new Listing(new ConcurrentHashMap<>(), now);
        try (var keys = store.list(StoreKeys.catalog(namespace))) {
            keys.map(ObjectInfo::key)
                    .flatMap(key -> StoredObject.at(key).stream())
                    .forEach(object -> {
                        if (object instanceof StoredObject.Entry(var registration, var seedImage)) {
                            listing.add(seedImage, registration.name());
                        }
                    });
        }
        keep(namespace, listing, before);
        return listing;
    }

    private synchronized long changes() {
        return changes;
    }

    private synchronized void keep(String namespace, Listing listing, long since) {
        if (changes == since) {
            listings.put(namespace, listing);
        }
    }
}
