package io.elemental.seedimage.reconcile;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.reconcile.publish.SupersededImages;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.ObjectStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks at the catalog as the download function does, after every write, and remembers when what was completed. */
public final class Watch {

    private static final int LIMIT = 1024 * 1024;
    private static final NavigableSet<Integer> NEVER = new TreeSet<>(Set.of(0));

    /** One life of one wish: whatever makes images live anew. */
    record Life(String uid, long generation, String mark) {}

    private final ObjectStore store;
    private final InstantSource clock;
    private final Map<String, NavigableSet<Integer>> versions;
    private final Map<Life, Instant> completed = new HashMap<>();
    private final Map<String, Seen> newest = new HashMap<>();
    private final Map<String, CatalogEntry> entries = new HashMap<>();
    private final Map<String, RegistrationEntry> registrations = new HashMap<>();
    private final Map<String, CatalogEntry> before = new HashMap<>();
    private final Map<ResourceRef, Set<String>> keys = new HashMap<>();

    /**
     * What an entry said of its registration.
     *
     * @param version the earliest change that it can have been
     */
    private record Seen(String hash, int version) {}

    /** @param versions which changes of a registration gave it this hash */
    public Watch(ObjectStore store, InstantSource clock, Map<String, NavigableSet<Integer>> versions) {
        this.store = store;
        this.clock = clock;
        this.versions = versions;
    }

    /** When this life was completed first. */
    Optional<Instant> completed(String uid, long generation, String mark) {
        return Optional.ofNullable(completed.get(new Life(uid, generation, mark)));
    }

    /** Hears which key a registration has now. */
    synchronized void registered(ResourceRef registration, String key) {
        keys.computeIfAbsent(registration, _ -> new HashSet<>()).add(key);
    }

    /** Fails where the catalog points at what is missing, or at an older registration than before. */
    public synchronized void look() {
        var objects = etags();
        objects.forEach((key, etag) -> {
            if (key.endsWith("/entry.json")) {
                look(key, entry(key, etag), objects.keySet());
            } else if (key.startsWith("catalog/") && key.endsWith("/registration.json")) {
                look(key, registration(key, etag));
            }
        });
    }

    private void look(String key, CatalogEntry entry, Set<String> objects) {
        isNotOlder(key, entry.uid(), entry.registrationHash());
        entry.variants().stream()
                .flatMap(image -> image.ready().stream())
                .forEach(image ->
                        assertThat(objects).as("what %s points at", key).containsAll(needs(image)));
        entry.retiring().stream()
                .filter(image -> hasOneKey(entry) && image.until().isAfter(clock.instant()))
                .forEach(image ->
                        assertThat(objects).as("what %s keeps", key).contains(StoreKeys.overlay(image.identity())));
        Optional.ofNullable(before.put(key, entry)).ifPresent(last -> keepsWhatItHad(key, last, entry));
        if (entry.state() == SeedImageState.COMPLETED) {
            var mark = Optional.ofNullable(entry.retriggerMark()).orElse("");
            completed.putIfAbsent(
                    new Life(entry.uid(), entry.generation(), mark),
                    clock.instant().truncatedTo(ChronoUnit.SECONDS));
        }
    }

    /** Only expiry, withdrawal and another key leave an image no time. */
    private void keepsWhatItHad(String key, CatalogEntry last, CatalogEntry entry) {
        var over = entry.withdrawnAt() != null
                || entry.variants().stream().allMatch(CatalogVariant.Expired.class::isInstance)
                || !hasOneKey(entry);
        if (!over) {
            var ready = last.variants().stream()
                    .flatMap(image -> image.ready().stream())
                    .map(CatalogVariant.Ready::identity)
                    .toList();
            assertThat(SupersededImages.needed(entry, clock.instant()))
                    .as("what %s had", key)
                    .containsAll(ready);
        }
    }

    /** Another key revokes at once what the key before had signed, whichever entry still names it. */
    private boolean hasOneKey(CatalogEntry entry) {
        var registration = new ResourceRef(entry.namespace(), entry.registration());
        return keys.getOrDefault(registration, Set.of()).size() == 1;
    }

    private void look(String key, RegistrationEntry registration) {
        isNotOlder(key, "", registration.hash());
    }

    private void isNotOlder(String key, String uid, String hash) {
        var last = newest.getOrDefault(key + uid, new Seen("", -1));
        if (!versions.isEmpty() && !last.hash().equals(hash)) {
            var version = versions.getOrDefault(hash, NEVER).higher(last.version());
            assertThat(version).as("registration in %s", key).isNotNull();
            newest.put(key + uid, new Seen(hash, version));
        }
    }

    private static List<String> needs(CatalogVariant.Ready image) {
        var identity = image.identity();
        var build = image.build();
        var keys = new ArrayList<>(
                List.of(StoreKeys.overlay(identity), StoreKeys.baseImage(build), StoreKeys.manifest(build)));
        if (image.composed()) {
            keys.add(StoreKeys.composedImage(identity));
        }
        return keys;
    }

    private Map<String, String> etags() {
        try (var objects = store.list("")) {
            return objects.collect(toMap(ObjectInfo::key, ObjectInfo::etag));
        }
    }

    private CatalogEntry entry(String key, String etag) {
        return entries.computeIfAbsent(etag, _ -> Documents.read(DocumentType.ENTRY, content(key)));
    }

    private RegistrationEntry registration(String key, String etag) {
        return registrations.computeIfAbsent(etag, _ -> Documents.read(DocumentType.REGISTRATION, content(key)));
    }

    private byte[] content(String key) {
        return store.get(key, LIMIT).orElseThrow().content();
    }
}
