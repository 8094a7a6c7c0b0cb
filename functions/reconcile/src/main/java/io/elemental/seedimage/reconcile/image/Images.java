package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.rules.FileName;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.VariantState;
import io.elemental.seedimage.rules.cluster.SeedImage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the catalog says of single images. */
public final class Images {

    private Images() {}

    static CatalogVariant failed(SeedImage seedImage, Variant variant, String sentence) {
        return notReady(seedImage, variant, VariantState.FAILED, sentence, null);
    }

    public static CatalogVariant preparing(
            SeedImage seedImage, Variant variant, String sentence, Optional<String> progressKey) {
        return notReady(seedImage, variant, VariantState.PREPARING, sentence, progressKey.orElse(null));
    }

    public static CatalogVariant expired(SeedImage seedImage, Variant variant) {
        return notReady(seedImage, variant, VariantState.EXPIRED, "The SeedImage has expired.", null);
    }

    static CatalogVariant ready(
            SeedImage seedImage, Variant variant, ImagePlan plan, @Nullable String sha256, boolean composed) {
        return new CatalogVariant(
                variant.type(),
                variant.platform(),
                VariantState.READY,
                null,
                plan.identity(),
                plan.overlay().size(),
                sha256,
                fileName(seedImage, variant),
                plan.base().build(),
                composed,
                null);
    }

    public static CatalogVariant composed(CatalogVariant image, boolean composed) {
        return new CatalogVariant(
                image.type(),
                image.platform(),
                image.state(),
                image.reason(),
                image.identity(),
                image.size(),
                image.sha256(),
                image.fileName(),
                image.build(),
                composed,
                image.progress());
    }

    static String fileName(SeedImage seedImage, Variant variant) {
        return FileName.of(seedImage.registration(), seedImage.ref().name(), variant);
    }

    private static CatalogVariant notReady(
            SeedImage seedImage, Variant variant, VariantState state, String sentence, @Nullable String progressKey) {
        return new CatalogVariant(
                variant.type(),
                variant.platform(),
                state,
                sentence,
                null,
                null,
                null,
                fileName(seedImage, variant),
                null,
                false,
                progressKey);
    }
}
