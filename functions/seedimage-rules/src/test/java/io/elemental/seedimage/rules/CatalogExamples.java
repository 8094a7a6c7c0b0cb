package io.elemental.seedimage.rules;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of the catalog, for tests. */
final class CatalogExamples {

    private CatalogExamples() {}

    static CatalogEntry entry(CatalogVariant... variants) {
        return new EntryBuilder().build(variants);
    }

    static CatalogVariant composed(boolean composed) {
        return ready(ImageType.ISO, Platform.LINUX_AMD64, "1".repeat(64), composed);
    }

    static CatalogVariant ready(ImageType type, Platform platform, String identity, boolean composed) {
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

    static CatalogVariant state(CatalogVariant variant, VariantState state, @Nullable String reason) {
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
    static final class EntryBuilder {

        private String registrationHash = "hash-1";
        private @Nullable Instant withdrawnAt;
        private @Nullable Instant expiresAt;
        private SeedImageState state = SeedImageState.COMPLETED;
        private Delivery delivery = Delivery.AUTO;

        EntryBuilder registrationHash(String hash) {
            registrationHash = hash;
            return this;
        }

        EntryBuilder withdrawnAt(Instant time) {
            withdrawnAt = time;
            return this;
        }

        EntryBuilder expiresAt(Instant time) {
            expiresAt = time;
            return this;
        }

        EntryBuilder state(SeedImageState newState) {
            state = newState;
            return this;
        }

        EntryBuilder delivery(Delivery newDelivery) {
            delivery = newDelivery;
            return this;
        }

        CatalogEntry build(CatalogVariant... variants) {
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
