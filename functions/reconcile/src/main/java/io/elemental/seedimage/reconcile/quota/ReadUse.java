package io.elemental.seedimage.reconcile.quota;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.format.StoredObject;
import io.elemental.seedimage.format.UnreadableDocumentException;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Versioned;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads from the catalog what the images of a namespace take. */
final class ReadUse {

    private final ObjectStore store;
    private final StoredCatalog catalog;
    private final StoredBases bases;
    private final StoredImages images;
    private final long largestBase;

    /** @param largestBase how large a base can become that is not built yet, in bytes */
    ReadUse(ObjectStore store, long largestBase) {
        this.store = store;
        this.catalog = new StoredCatalog(store);
        this.bases = new StoredBases(store);
        this.images = new StoredImages(store);
        this.largestBase = largestBase;
    }

    Map<Holder, Taken> of(String namespace) {
        var use = new HashMap<Holder, Taken>();
        try (var keys = store.list(StoreKeys.catalog(namespace))) {
            keys.map(ObjectInfo::key)
                    .flatMap(key -> StoredObject.at(key).stream())
                    .flatMap(object -> object instanceof StoredObject.Entry place
                            ? entry(place.registration(), place.seedImage()).stream()
                            : Stream.of())
                    .filter(entry -> entry.withdrawnAt() == null)
                    .forEach(entry -> entry.variants()
                            .forEach(image -> taken(image)
                                    .ifPresent(taken -> use.put(new Holder(entry.ref(), image.variant()), taken))));
        }
        return use;
    }

    /** An entry that cannot be read takes nothing that anybody knows of. */
    private Optional<CatalogEntry> entry(ResourceRef registration, String seedImage) {
        try {
            return catalog.seedImage(registration, seedImage).map(Versioned::value);
        } catch (UnreadableDocumentException _) {
            return Optional.empty();
        }
    }

    private Optional<Taken> taken(CatalogVariant image) {
        return switch (image) {
            case CatalogVariant.Ready ready ->
                Optional.of(new Taken(
                        ready.build(),
                        ready.size(),
                        ready.composed() || images.composing(ready.identity()).isPresent()
                                ? Optional.of(ready.identity())
                                : Optional.empty()));
            case CatalogVariant.Preparing preparing ->
                Optional.ofNullable(preparing.progress())
                        .flatMap(StoredObject::at)
                        .flatMap(object -> object instanceof StoredObject.OfBase(var build, var _)
                                ? Optional.of(new Taken(build, size(build)))
                                : Optional.empty());
            case CatalogVariant.Failed _, CatalogVariant.Expired _ -> Optional.empty();
        };
    }

    private long size(String build) {
        return bases.manifest(build).map(manifest -> manifest.value().size()).orElse(largestBase);
    }
}
