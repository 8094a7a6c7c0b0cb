package io.elemental.seedimage.download.status;

import io.elemental.seedimage.format.ProgressDocument;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.format.StoredObject;
import io.elemental.seedimage.format.UnreadableDocumentException;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.RegistrationIndex;
import io.elemental.seedimage.rules.catalog.RegistrationIndex.Item;
import io.elemental.seedimage.rules.store.Versioned;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Describes one SeedImage of a registration, or some of all: what the index names, entry by entry, without a list. */
public final class DescribeSeedImages {

    private static final int PAGE = 100;

    private final Catalog catalog;
    private final StoredBases bases;

    public DescribeSeedImages(Catalog catalog, StoredBases bases) {
        this.catalog = catalog;
        this.bases = bases;
    }

    /** Empty where the registration has no such SeedImage. */
    public Optional<Map<String, Object>> status(ResourceRef registration, String seedImage) {
        return entry(registration, seedImage).map(entry -> SeedImageFields.all(entry, this::progress));
    }

    /**
     * The next ones by their names.
     *
     * @param after the name before the first one; empty: from the beginning
     */
    public Map<String, Object> list(ResourceRef registration, String after) {
        var names =
                catalog
                        .index(registration)
                        .map(Versioned::value)
                        .map(RegistrationIndex::seedImages)
                        .orElse(List.of())
                        .stream()
                        .map(Item::name)
                        .filter(name -> name.compareTo(after) > 0)
                        .toList();
        var page = names.subList(0, Math.min(PAGE, names.size()));
        var items = new ArrayList<Map<String, Object>>();
        page.forEach(
                name -> entry(registration, name).map(SeedImageFields::brief).ifPresent(items::add));
        var fields = new LinkedHashMap<String, Object>();
        fields.put("items", items);
        if (page.size() < names.size()) {
            fields.put("next", page.getLast());
        }
        return fields;
    }

    private Optional<CatalogEntry> entry(ResourceRef registration, String seedImage) {
        return catalog.seedImage(registration, seedImage)
                .map(Versioned::value)
                .filter(entry -> entry.withdrawnAt() == null);
    }

    /** A builder can write anything there; unreadable progress counts as none. */
    private Optional<ProgressDocument> progress(CatalogVariant image) {
        if (!(image instanceof CatalogVariant.Preparing preparing) || preparing.progress() == null) {
            return Optional.empty();
        }
        try {
            return StoredObject.at(preparing.progress())
                    .flatMap(object -> object instanceof StoredObject.OfBase(var build, var _)
                            ? bases.progress(build)
                            : Optional.empty())
                    .filter(progress -> progress.bytes() >= 0);
        } catch (UnreadableDocumentException _) {
            return Optional.empty();
        }
    }
}
