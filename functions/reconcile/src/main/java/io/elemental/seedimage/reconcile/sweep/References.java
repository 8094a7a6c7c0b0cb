package io.elemental.seedimage.reconcile.sweep;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.Superseded;
import java.util.HashSet;
import java.util.Set;

/** The objects that the catalog points at. */
final class References {

    private final Set<String> identities = new HashSet<>();
    private final Set<String> builds = new HashSet<>();
    private final Set<ResourceRef> expired = new HashSet<>();
    private boolean everyBase;

    void add(CatalogEntry entry) {
        entry.variants().stream().flatMap(image -> image.ready().stream()).forEach(image -> {
            identities.add(image.identity());
            builds.add(image.build());
        });
        entry.retiring().stream().map(Superseded::identity).forEach(identities::add);
        if (entry.withdrawnAt() == null
                && entry.variants().stream().allMatch(CatalogVariant.Expired.class::isInstance)) {
            expired.add(entry.ref());
        }
    }

    void add(String identity, String build) {
        identities.add(identity);
        builds.add(build);
    }

    /** An image of which nobody knows the base. */
    void addOnAnyBase(String identity) {
        identities.add(identity);
        everyBase = true;
    }

    boolean image(String identity) {
        return identities.contains(identity);
    }

    boolean base(String build) {
        return everyBase || builds.contains(build);
    }

    /** SeedImages that need no base, since their time is over. */
    Set<ResourceRef> expired() {
        return Set.copyOf(expired);
    }
}
