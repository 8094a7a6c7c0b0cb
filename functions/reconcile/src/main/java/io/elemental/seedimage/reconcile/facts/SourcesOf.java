package io.elemental.seedimage.reconcile.facts;

import io.elemental.seedimage.format.SourceId;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.rules.BaseSource;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.cluster.SeedImage;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Computes the ids of a SeedImage's sources. */
public final class SourcesOf {

    private final ReconcileSettings settings;

    public SourcesOf(ReconcileSettings settings) {
        this.settings = settings;
    }

    /** Empty where the base image is not allowed. */
    public Set<String> ids(SeedImage seedImage) {
        try {
            var from = BaseSource.parse(seedImage.baseImage(), seedImage.ref().namespace(), settings.bucket());
            return seedImage.variants().stream()
                    .map(variant -> id(from, variant, seedImage))
                    .collect(Collectors.toSet());
        } catch (InvalidInputException _) { // its status says so
            return Set.of();
        }
    }

    public String id(BaseSource from, Variant variant, SeedImage seedImage) {
        return SourceId.of(
                from.canonical(),
                variant.platform().word(),
                variant.type().word(),
                settings.slots(),
                scope(seedImage),
                seedImage.baseDigest().orElse(null),
                seedImage.proxy().orElse(null));
    }

    /**
     * The namespace of a SeedImage that says how its source is reached: what it reaches so is for its namespace alone.
     */
    static @Nullable String scope(SeedImage seedImage) {
        return seedImage.proxy().map(_ -> seedImage.ref().namespace()).orElse(null);
    }
}
