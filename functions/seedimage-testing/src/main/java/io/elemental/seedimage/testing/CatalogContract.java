package io.elemental.seedimage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.catalog.NotServable;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.catalog.RegistrationIndex;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.catalog.Superseded;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link Catalog} must do. */
public interface CatalogContract {

    Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    Catalog catalog();

    @Test
    default void knowsNothingOfTheUnknown() {
        var unknown = registration();

        assertThat(catalog().registration(unknown)).isEmpty();
        assertThat(catalog().seedImage(unknown, "seed")).isEmpty();
    }

    @Test
    default void keepsRegistrations() {
        var entry = servable(registration());

        var etag = Samples.written(catalog().put(entry, new Precondition.Absent()));

        assertThat(catalog().registration(entry.ref())).hasValue(new Versioned<>(entry, etag));
    }

    @Test
    default void keepsRegistrationsThatCannotBeServed() {
        var ref = registration();
        var entry = new RegistrationEntry(
                ref.namespace(),
                ref.name(),
                "uid",
                "https://x.example",
                null,
                null,
                null,
                "h",
                false,
                NotServable.FROZEN,
                NOW);

        catalog().put(entry, new Precondition.Absent());

        assertThat(catalog().registration(ref).map(Versioned::value)).hasValue(entry);
    }

    @Test
    default void keepsEntriesUnderTheirRegistration() {
        var one = entry(registration(), null);
        var other = entry(registration(), null);
        catalog().put(one, new Precondition.Absent());

        assertThat(catalog().put(other, new Precondition.Absent())).isInstanceOf(PutOutcome.Written.class);

        assertThat(read(one)).isEqualTo(one);
        assertThat(read(other)).isEqualTo(other);
    }

    @Test
    default void keepsTombstones() {
        var entry = entry(registration(), null);
        var etag = Samples.written(catalog().put(entry, new Precondition.Absent()));
        var tombstone = entry(ref(entry), NOW);

        catalog().put(tombstone, new Precondition.Unchanged(etag));

        assertThat(read(entry).withdrawnAt()).isEqualTo(NOW);
    }

    @Test
    default void letsTheFirstOfTwoWritersWin() {
        var registration = servable(registration());
        var entry = entry(registration.ref(), null);
        catalog().put(registration, new Precondition.Absent());
        catalog().put(entry, new Precondition.Absent());

        assertThat(catalog().put(registration, new Precondition.Absent())).isEqualTo(new PutOutcome.Conflict());
        assertThat(catalog().put(entry, new Precondition.Absent())).isEqualTo(new PutOutcome.Conflict());
        assertThat(catalog().put(entry, new Precondition.Unchanged("\"0\""))).isEqualTo(new PutOutcome.Conflict());
    }

    @Test
    default void keepsTheIndexOfARegistration() {
        var empty = RegistrationIndex.empty(registration());
        var index = empty.with("seed", RegistrationIndex.hash("uid")).with("other", RegistrationIndex.hash("uid-2"));

        var etag = Samples.written(catalog().put(index, new Precondition.Absent()));

        assertThat(catalog().index(index.ref())).hasValue(new Versioned<>(index, etag));
        assertThat(catalog().put(empty, new Precondition.Absent())).isEqualTo(new PutOutcome.Conflict());
        assertThat(catalog().index(registration())).isEmpty();
    }

    private CatalogEntry read(CatalogEntry entry) {
        return catalog().seedImage(ref(entry), entry.name()).orElseThrow().value();
    }

    private static ResourceRef registration() {
        return new ResourceRef("fleet", "rack." + UUID.randomUUID());
    }

    private static ResourceRef ref(CatalogEntry entry) {
        return new ResourceRef(entry.namespace(), entry.registration());
    }

    private static RegistrationEntry servable(ResourceRef ref) {
        return new RegistrationEntry(
                ref.namespace(),
                ref.name(),
                "uid",
                "https://x.example/elemental/v1/namespaces/fleet/registrations/rack",
                "-----BEGIN PUBLIC KEY-----\n",
                "ab".repeat(32),
                NOW.plusSeconds(60),
                "hash",
                true,
                null,
                NOW);
    }

    private static CatalogEntry entry(ResourceRef registration, @Nullable Instant withdrawnAt) {
        return new CatalogEntry(
                registration.namespace(),
                "seed",
                registration.name(),
                "uid",
                3,
                "hash",
                withdrawnAt,
                SeedImageState.COMPLETED,
                List.of(new Condition("Ready", "True", "SeedImageBuildSuccess", "ready", NOW)),
                null,
                "https://x.example/image",
                Delivery.AUTO,
                List.of(new CatalogVariant.Ready(
                        new Variant(ImageType.ISO, Platform.LINUX_ARM64),
                        "rack-seed-arm64.iso",
                        "cd".repeat(32),
                        5_000_000_000L,
                        null,
                        "build-1",
                        false)),
                List.of(new Superseded("ef".repeat(32), NOW)),
                null);
    }
}
