package io.elemental.seedimage.reconcile.quota;

import com.github.benmanes.caffeine.cache.Cache;
import io.elemental.seedimage.reconcile.common.Remembered;
import io.elemental.seedimage.reconcile.facts.Facts;
import io.elemental.seedimage.reconcile.settings.NamespaceQuota;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.store.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Asks, before anything is begun, whether a namespace may take more of the store. What an image leaves behind for what
 * it asks for is not counted. Nothing that is there already is taken away.
 */
public final class Quotas {

    /** How long a reading of a namespace is trusted; what is allowed meanwhile is added to it. */
    private static final Duration VALID_FOR = Duration.ofSeconds(10);

    private static final int NAMESPACES = 256;

    private final NamespaceQuota quota;
    private final long largestBase;
    private final ReadUse read;
    private final Cache<String, Reading> readings = Remembered.of(NAMESPACES);

    private record Reading(Map<Holder, Taken> taken, Instant at) {

        boolean isValid(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(VALID_FOR));
        }
    }

    public Quotas(ObjectStore store, ReconcileSettings settings) {
        this.quota = settings.quota();
        this.largestBase = settings.builds().maxSize();
        this.read = new ReadUse(store, largestBase);
    }

    /** Why no base may be built for an image, in one sentence; else it may, and counts from now on. */
    public Optional<String> build(Facts facts, Variant variant, String build) {
        return ask(facts, variant, new Taken(build, largestBase));
    }

    /** The same for an image that waits for a build, or comes to lie on a base, which it did not do before. */
    public Optional<String> base(Facts facts, Variant variant, String build, long size, String progressKey) {
        var before = facts.published(variant)
                .filter(image -> switch (image) {
                    case CatalogVariant.Ready ready -> ready.build().equals(build);
                    case CatalogVariant.Preparing preparing -> progressKey.equals(preparing.progress());
                    case CatalogVariant.Failed _, CatalogVariant.Expired _ -> false;
                })
                .isPresent();
        return before ? Optional.empty() : ask(facts, variant, new Taken(build, size));
    }

    /** The same for an image that waits for a build that others began. */
    public Optional<String> awaited(Facts facts, Variant variant, String build, String progressKey) {
        return base(facts, variant, build, largestBase, progressKey);
    }

    /** The same for an image that the store is to put together; what was begun goes on. */
    public Optional<String> composed(Facts facts, CatalogVariant.Ready image) {
        return ask(facts, image.variant(), new Taken(image.build(), image.size(), Optional.of(image.identity())));
    }

    private synchronized Optional<String> ask(Facts facts, Variant variant, Taken more) {
        if (!quota.isSet()) {
            return Optional.empty();
        }
        var namespace = facts.seedImage().ref().namespace();
        var taken = reading(namespace, facts.now()).taken();
        var mine = new Holder(facts.seedImage().ref(), variant);
        if (more.composed().isPresent() && more.equals(taken.get(mine))) {
            return Optional.empty();
        }
        var others = new HashMap<>(taken);
        others.remove(mine);
        var objection = NamespaceUse.of(others.values()).objection(more, namespace, quota);
        if (objection.isEmpty()) {
            taken.put(mine, more);
        }
        return objection;
    }

    private Reading reading(String namespace, Instant now) {
        var known = Optional.ofNullable(readings.getIfPresent(namespace)).filter(reading -> reading.isValid(now));
        return known.orElseGet(() -> {
            var reading = new Reading(read.of(namespace), now);
            readings.put(namespace, reading);
            return reading;
        });
    }
}
