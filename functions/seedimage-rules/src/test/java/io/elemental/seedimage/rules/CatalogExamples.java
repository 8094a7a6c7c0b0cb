package io.elemental.seedimage.rules;

import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.catalog.VariantState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of the catalog, for tests. */
public final class CatalogExamples {

    private CatalogExamples() {}

    public static CatalogEntry entry(CatalogVariant... variants) {
        return new EntryBuilder().build(variants);
    }

    public static CatalogVariant composed(boolean composed) {
        return ready(ImageType.ISO, Platform.LINUX_AMD64, "1".repeat(64), composed);
    }

    public static CatalogVariant ready(ImageType type, Platform platform, String identity, boolean composed) {
        var sha256 = type == ImageType.ISO ? "ab".repeat(32) : null;
        return new CatalogVariant(
                type,
                platform,
                VariantState.READY,
                null,
                identity,
                1000L,
                sha256,
                "rack." + type.word(),
                "build-1",
                composed,
                null);
    }

    public static CatalogVariant state(CatalogVariant variant, VariantState state, @Nullable String reason) {
        return new CatalogVariant(
                variant.type(),
                variant.platform(),
                state,
                reason,
                null,
                null,
                null,
                variant.fileName(),
                null,
                false,
                null);
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
