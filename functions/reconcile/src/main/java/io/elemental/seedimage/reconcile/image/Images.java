package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.rules.FileName;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.cluster.SeedImage;
import java.util.Optional;

/** What the catalog says of single images. */
public final class Images {

    private Images() {}

    static CatalogVariant failed(SeedImage seedImage, Variant variant, String sentence) {
        return new CatalogVariant.Failed(variant, fileName(seedImage, variant), sentence);
    }

    public static CatalogVariant preparing(
            SeedImage seedImage, Variant variant, String sentence, Optional<String> progressKey) {
        return new CatalogVariant.Preparing(variant, fileName(seedImage, variant), sentence, progressKey.orElse(null));
    }

    public static CatalogVariant expired(SeedImage seedImage, Variant variant) {
        return new CatalogVariant.Expired(variant, fileName(seedImage, variant));
    }

    static CatalogVariant ready(SeedImage seedImage, Variant variant, ImagePlan plan, String sha256) {
        return new CatalogVariant.Ready(
                variant,
                fileName(seedImage, variant),
                plan.identity(),
                plan.overlay().size(),
                sha256,
                plan.base().build(),
                false);
    }

    static String fileName(SeedImage seedImage, Variant variant) {
        return FileName.of(seedImage.registration(), seedImage.ref().name(), variant);
    }
}
