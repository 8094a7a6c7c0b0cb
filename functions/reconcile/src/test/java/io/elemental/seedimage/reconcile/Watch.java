package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.CatalogEntry;
import io.elemental.seedimage.rules.CatalogVariant;
import io.elemental.seedimage.rules.ObjectInfo;
import io.elemental.seedimage.rules.RegistrationEntry;
import io.elemental.seedimage.rules.SeedImageState;
import io.elemental.seedimage.rules.StoredObject;
import io.elemental.seedimage.rules.VariantState;
import io.elemental.seedimage.testing.InMemoryStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the catalog as the download function does, after every write, and remembers when what was completed. */
final class Watch {

    /** One life of one wish: whatever makes images live anew. */
    record Life(String uid, long generation, String mark) {}

    private final InMemoryStore store;
    private final SettableClock clock;
    private final Map<String, Integer> versions;
    private final Map<Life, Instant> completed = new HashMap<>();
    private final Map<String, Integer> newest = new HashMap<>();
    private final Map<String, CatalogEntry> entries = new HashMap<>();
    private final Map<String, RegistrationEntry> registrations = new HashMap<>();

    Watch(InMemoryStore store, SettableClock clock, Map<String, Integer> versions) {
        this.store = store;
        this.clock = clock;
        this.versions = versions;
    }

    /** When this life was completed first. */
    Optional<Instant> completed(String uid, long generation, String mark) {
        return Optional.ofNullable(completed.get(new Life(uid, generation, mark)));
    }

    synchronized void look() {
        for (var key : catalog()) {
            if (key.endsWith("/entry.json")) {
                look(key, entry(store.get(key).orElseThrow()));
            } else {
                look(key, registration(store.get(key).orElseThrow()));
            }
        }
    }

    private void look(String key, CatalogEntry entry) {
        isNotOlder(key, entry.uid(), entry.registrationHash());
        entry.variants().stream()
                .filter(image -> image.state() == VariantState.READY)
                .forEach(image -> isThere(key, image));
        if (entry.state() == SeedImageState.COMPLETED) {
            var mark = Optional.ofNullable(entry.retriggerMark()).orElse("");
            completed.putIfAbsent(
                    new Life(entry.uid(), entry.generation(), mark),
                    clock.instant().truncatedTo(ChronoUnit.SECONDS));
        }
    }

    private void look(String key, RegistrationEntry registration) {
        isNotOlder(key, "", registration.hash());
    }

    private void isNotOlder(String key, String uid, String hash) {
        var version = versions.getOrDefault(hash, 0);
        var last = newest.merge(key + uid, version, Math::max);
        assertThat(version).as("registration in %s", key).isEqualTo(last);
    }

    private void isThere(String entry, CatalogVariant image) {
        var identity = Optional.ofNullable(image.identity()).orElseThrow();
        assertThat(exists(StoreKeys.overlay(identity)))
                .as("overlay of %s", entry)
                .isTrue();
        assertThat(!image.composed() || exists(StoreKeys.composedImage(identity)))
                .as("composed image of %s", entry)
                .isTrue();
        assertThat(exists(StoreKeys.baseImage(String.valueOf(image.build()))))
                .as("base of %s", entry)
                .isTrue();
        assertThat(exists(StoreKeys.manifest(String.valueOf(image.build()))))
                .as("manifest of the base of %s", entry)
                .isTrue();
    }

    private List<String> catalog() {
        try (var objects = store.list("catalog/")) {
            return objects.map(ObjectInfo::key).toList();
        }
    }

    private CatalogEntry entry(StoredObject object) {
        return entries.computeIfAbsent(object.etag(), _ -> Documents.read(DocumentType.ENTRY, object.content()));
    }

    private RegistrationEntry registration(StoredObject object) {
        return registrations.computeIfAbsent(
                object.etag(), _ -> Documents.read(DocumentType.REGISTRATION, object.content()));
    }

    private boolean exists(String key) {
        return store.head(key).isPresent();
    }
}
