package io.elemental.seedimage.reconcile.sweep;

import io.elemental.seedimage.reconcile.publish.SupersededImages;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** The objects that the catalog points at. */
final class References {

    private final Set<String> identities = new HashSet<>();
    private final Set<String> builds = new HashSet<>();
    private final Set<ResourceRef> expired = new HashSet<>();
    private final Instant now;
    private boolean everyBase;

    References(Instant now) {
        this.now = now;
    }

    void add(CatalogEntry entry) {
        entry.variants().stream()
                .flatMap(image -> image.ready().stream())
                .map(CatalogVariant.Ready::build)
                .forEach(builds::add);
        identities.addAll(SupersededImages.needed(entry, now));
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
