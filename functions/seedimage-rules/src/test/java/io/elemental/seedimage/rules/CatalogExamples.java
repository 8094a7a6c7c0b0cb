package io.elemental.seedimage.rules;

import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of the catalog, for tests. */
public final class CatalogExamples {

    private CatalogExamples() {}

    public static CatalogEntry entry(CatalogVariant... variants) {
        return new EntryBuilder().build(variants);
    }

    public static CatalogVariant.Ready composed(boolean composed) {
        return ready(ImageType.ISO, Platform.LINUX_AMD64, "1".repeat(64), composed);
    }

    public static CatalogVariant.Ready ready(ImageType type, Platform platform, String identity, boolean composed) {
        var sha256 = type == ImageType.ISO ? "ab".repeat(32) : null;
        var variant = new Variant(type, platform);
        return new CatalogVariant.Ready(variant, "rack." + type.word(), identity, 1000, sha256, "build-1", composed);
    }

    public static CatalogVariant preparing(CatalogVariant image) {
        return new CatalogVariant.Preparing(image.variant(), image.fileName(), "The base is being prepared.", null);
    }

    public static CatalogVariant failed(CatalogVariant image, String sentence) {
        return new CatalogVariant.Failed(image.variant(), image.fileName(), sentence);
    }

    public static CatalogVariant expired(CatalogVariant image) {
        return new CatalogVariant.Expired(image.variant(), image.fileName());
    }

    /** An entry that is served, but for what a test changes. */
    public static final class EntryBuilder {

        private String registrationHash = "hash-1";
        private @Nullable Instant withdrawnAt;
        private @Nullable Instant expiresAt;
        private SeedImageState state = SeedImageState.COMPLETED;
        private Delivery delivery = Delivery.AUTO;

        public EntryBuilder registrationHash(String hash) {
            registrationHash = hash;
            return this;
        }

        public EntryBuilder withdrawnAt(Instant time) {
            withdrawnAt = time;
            return this;
        }

        public EntryBuilder expiresAt(Instant time) {
            expiresAt = time;
            return this;
        }

        public EntryBuilder state(SeedImageState newState) {
            state = newState;
            return this;
        }

        public EntryBuilder delivery(Delivery newDelivery) {
            delivery = newDelivery;
            return this;
        }

        public CatalogEntry build(CatalogVariant... variants) {
            return new CatalogEntry(
                    "fleet",
                    "seed",
                    "rack",
                    "uid",
                    1,
                    registrationHash,
                    withdrawnAt,
                    state,
                    List.of(),
                    expiresAt,
                    null,
                    delivery,
                    List.of(variants),
                    List.of(),
                    null);
        }
    }
}
