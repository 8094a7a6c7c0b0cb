package io.elemental.seedimage.reconcile.publish;

import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.Superseded;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides which images are superseded, and until when they are kept. Pure. */
public final class SupersededImages {

    private SupersededImages() {}

    /**
     * The superseded images, once these images are current.
     *
     * @param until when the time of the images ends that were current so far
     * @param now those whose time is over are named no longer, so that the sweep removes them
     */
    static List<Superseded> after(
            Optional<Versioned<CatalogEntry>> stored, List<CatalogVariant> current, Instant until, Instant now) {
        if (stored.isEmpty()) {
            return List.of();
        }
        var kept = identities(current);
        var retiring = new ArrayList<Superseded>();
        var named = new HashSet<String>();
        Stream.concat(
                        stored.get().value().retiring().stream(),
                        identities(stored.get().value().variants()).stream()
                                .sorted()
                                .map(identity -> new Superseded(identity, until)))
                .filter(image -> !kept.contains(image.identity()) && named.add(image.identity()))
                .filter(image -> image.until().isAfter(now))
                .forEach(retiring::add);
        return List.copyOf(retiring);
    }

    /** All images of the entry, current or not, with their time over. */
    static List<Superseded> allDue(CatalogEntry entry, Instant now) {
        return Stream.concat(entry.retiring().stream().map(Superseded::identity), identities(entry.variants()).stream())
                .distinct()
                .sorted()
                .map(identity -> new Superseded(identity, now))
                .toList();
    }

    /** The images of the entry that must not be removed now. */
    public static Set<String> needed(CatalogEntry entry, Instant now) {
        var needed = new HashSet<>(identities(entry.variants()));
        entry.retiring().stream()
                .filter(image -> image.until().isAfter(now))
                .map(Superseded::identity)
                .forEach(needed::add);
        return needed;
    }

    private static Set<String> identities(List<CatalogVariant> images) {
        return images.stream()
                .flatMap(image -> image.ready().stream())
                .map(CatalogVariant.Ready::identity)
                .collect(Collectors.toSet());
    }
}
