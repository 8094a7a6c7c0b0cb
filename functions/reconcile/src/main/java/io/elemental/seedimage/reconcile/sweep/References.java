package io.elemental.seedimage.reconcile.sweep;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.Superseded;
import io.elemental.seedimage.rules.catalog.VariantState;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What the catalog points at. */
final class References {

    private final Set<String> identities = new HashSet<>();
    private final Set<String> builds = new HashSet<>();
    private final Set<ResourceRef> expired = new HashSet<>();
    private boolean everyBase;

    void add(CatalogEntry entry) {
        Stream.concat(
                        entry.variants().stream().map(CatalogVariant::identity),
                        entry.retiring().stream().map(Superseded::identity))
                .filter(Objects::nonNull)
                .forEach(identities::add);
        entry.variants().stream()
                .map(CatalogVariant::build)
                .filter(Objects::nonNull)
                .forEach(builds::add);
        if (entry.withdrawnAt() == null
                && entry.variants().stream().allMatch(image -> image.state() == VariantState.EXPIRED)) {
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
