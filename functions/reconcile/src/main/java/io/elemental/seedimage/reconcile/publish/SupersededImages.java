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

/** Which images are no longer current, and until when they are kept nevertheless. Pure. */
public final class SupersededImages {

    private SupersededImages() {}

    /**
     * What retires once these images are current.
     *
     * @param until for those that were current so far
     */
    static List<Superseded> after(
            Optional<Versioned<CatalogEntry>> stored, List<CatalogVariant> current, Instant until) {
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
                .forEach(retiring::add);
        return List.copyOf(retiring);
    }

    /** The entry's images, current or not, as if all their time were over. */
    static List<Superseded> allDue(CatalogEntry entry, Instant now) {
        return Stream.concat(entry.retiring().stream().map(Superseded::identity), identities(entry.variants()).stream())
                .distinct()
                .sorted()
                .map(identity -> new Superseded(identity, now))
                .toList();
    }

    static Set<String> due(CatalogEntry entry, Instant now) {
        return entry.retiring().stream()
                .filter(image -> !image.until().isAfter(now))
                .map(Superseded::identity)
                .collect(Collectors.toSet());
    }

    static List<Superseded> without(List<Superseded> retiring, Set<String> removed) {
        return retiring.stream()
                .filter(image -> !removed.contains(image.identity()))
                .toList();
    }

    /** What of the entry's images must not be removed now. */
    static Set<String> needed(CatalogEntry entry, Instant now) {
        var needed = new HashSet<>(identities(entry.variants()));
        entry.retiring().stream()
                .filter(image -> image.until().isAfter(now))
                .map(Superseded::identity)
                .forEach(needed::add);
        return needed;
    }

    public static CatalogEntry with(CatalogEntry entry, List<CatalogVariant> variants, List<Superseded> retiring) {
        return new CatalogEntry(
                entry.namespace(),
                entry.name(),
                entry.registration(),
                entry.uid(),
                entry.generation(),
                entry.registrationHash(),
                entry.withdrawnAt(),
                entry.state(),
                entry.conditions(),
                entry.expiresAt(),
                entry.downloadURL(),
                entry.delivery(),
                variants,
                retiring,
                entry.retriggerMark());
    }

    private static Set<String> identities(List<CatalogVariant> images) {
        return images.stream()
                .flatMap(image -> image.ready().stream())
                .map(CatalogVariant.Ready::identity)
                .collect(Collectors.toSet());
    }
}
