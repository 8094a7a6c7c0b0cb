package io.elemental.seedimage.reconcile.sweep;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredObject;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.store.ObjectInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The objects in the store, as they were listed: names, and when the youngest object under each was written.
 *
 * @param images by identity
 * @param composing images that are being composed, by identity
 * @param bases by build, complete or not
 * @param noted builds whose builder wrote a result or progress
 * @param sources by id
 * @param registrations by reference
 * @param indexes those of registrations, by reference
 * @param entries the place of every entry in the catalog
 */
record StoreListing(
        Map<String, Instant> images,
        Map<String, Instant> composing,
        Map<String, Instant> bases,
        Set<String> noted,
        Map<String, Instant> sources,
        Map<ResourceRef, Instant> registrations,
        Map<ResourceRef, Instant> indexes,
        List<EntryPlace> entries) {

    /** The place of an entry, and the ETag that it was listed with. */
    record EntryPlace(ResourceRef registration, String seedImage, String etag) {

        ResourceRef ref() {
            return registration.sibling(seedImage);
        }
    }

    static StoreListing empty() {
        return new StoreListing(
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new HashSet<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new ArrayList<>());
    }

    void add(ObjectInfo object) {
        StoredObject.at(object.key()).ifPresent(found -> add(found, object));
    }

    private void add(StoredObject object, ObjectInfo info) {
        var writtenAt = info.lastModified();
        switch (object) {
            case StoredObject.OfImage(var identity, var file) -> {
                youngest(images, identity, writtenAt);
                if (file.equals(StoreKeys.COMPOSING_FILE)) {
                    composing.put(identity, writtenAt);
                }
            }
            case StoredObject.OfBase(var build, var file) -> {
                youngest(bases, build, writtenAt);
                if (file.equals(StoreKeys.RESULT_FILE) || file.equals(StoreKeys.PROGRESS_FILE)) {
                    noted.add(build);
                }
            }
            case StoredObject.Source(var id) -> youngest(sources, id, writtenAt);
            case StoredObject.Registration(var registration) -> registrations.put(registration, writtenAt);
            case StoredObject.Index(var registration) -> indexes.put(registration, writtenAt);
            case StoredObject.Entry(var registration, var seedImage) ->
                entries.add(new EntryPlace(registration, seedImage, info.etag()));
        }
    }

    private static void youngest(Map<String, Instant> found, String name, Instant writtenAt) {
        found.merge(name, writtenAt, (one, other) -> one.isAfter(other) ? one : other);
    }
}
