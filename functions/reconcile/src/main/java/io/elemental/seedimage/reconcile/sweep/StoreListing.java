package io.elemental.seedimage.reconcile.sweep;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.ObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The objects in the store, as they were listed: names, and when the youngest object under each was written.
 *
 * @param images by identity
 * @param composing images that are being composed, by identity
 * @param bases by build, complete or not
 * @param noted builds whose builder wrote a result or progress
 * @param sources by id
 * @param registrations by reference
 * @param entries the place of every entry in the catalog
 */
record StoreListing(
        Map<String, Instant> images,
        Map<String, Instant> composing,
        Map<String, Instant> bases,
        Set<String> noted,
        Map<String, Instant> sources,
        Map<ResourceRef, Instant> registrations,
        List<EntryPlace> entries) {

    /** The place of an entry, and the ETag that it was listed with. */
    record EntryPlace(ResourceRef registration, String seedImage, String etag) {

        ResourceRef ref() {
            return registration.sibling(seedImage);
        }
    }

    /** Lists everything, or fails: an incomplete list would look like deleted objects. */
    static StoreListing list(ObjectStore store) {
        var listing = new StoreListing(
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new HashSet<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new ArrayList<>());
        youngest(store, "images/", listing.images(), listing::composing);
        youngest(store, "bases/", listing.bases(), listing::note);
        youngest(store, "sources/", listing.sources(), _ -> {});
        try (Stream<ObjectInfo> objects = store.list("catalog/")) {
            objects.forEach(listing::catalog);
        }
        return listing;
    }

    private void composing(ObjectInfo object) {
        if (object.key().endsWith("/composing.json")) {
            composing.put(object.key().split("/", -1)[1], object.lastModified());
        }
    }

    private void note(ObjectInfo object) {
        var key = object.key();
        if (key.endsWith("/result.json") || key.endsWith("/progress.json")) {
            noted.add(key.split("/", -1)[1]);
        }
    }

    private void catalog(ObjectInfo object) {
        var names = object.key().split("/", -1);
        if (names.length < 4) {
            return;
        }
        var registration = new ResourceRef(names[1], names[2]);
        if (names[3].equals("registration.json")) {
            registrations.put(registration, object.lastModified());
        } else if (object.key().endsWith("/entry.json")) {
            entries.add(new EntryPlace(registration, names[4], object.etag()));
        }
    }

    private static void youngest(
            ObjectStore store, String prefix, Map<String, Instant> found, Consumer<ObjectInfo> each) {
        try (Stream<ObjectInfo> objects = store.list(prefix)) {
            objects.forEach(object -> {
                each.accept(object);
                var name =
                        object.key().substring(prefix.length()).split("/", 2)[0].replaceFirst("\\.json$", "");
                found.merge(name, object.lastModified(), (one, other) -> one.isAfter(other) ? one : other);
            });
        }
    }
}
