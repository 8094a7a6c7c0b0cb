package io.elemental.seedimage.reconcile.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.catalog.RegistrationIndex;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.Versioned;
import io.elemental.seedimage.testing.InMemoryStore;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One index, and several who write it: what happens between two of their calls, whatever it is. */
class KeepIndexTest {

    private static final ResourceRef RACK = new ResourceRef("fleet", "rack");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final StoredCatalog catalog = new StoredCatalog(new InMemoryStore());
    private final KeepIndex keep = new KeepIndex(catalog);

    @Test
    void namesWhatAppearedAndNotWhatWent() {
        write(keep, entry("seed", "uid-1", null), null);
        write(keep, entry("other", "uid-2", null), null);
        write(keep, entry("seed", "uid-1", NOW), entry("seed", "uid-1", null));

        assertThat(index().seedImages())
                .containsExactly(new RegistrationIndex.Item("other", RegistrationIndex.hash("uid-2")));
        assertThat(index().changes()).isEqualTo(3);
    }

    @Test
    void staysWhereNothingAppearedOrWent() {
        write(keep, entry("seed", "uid-1", null), null);
        write(keep, entry("seed", "uid-1", null), entry("seed", "uid-1", null));

        assertThat(index().changes()).isEqualTo(1);
    }

    /** Under the name of one that went at that moment: its tombstone was read before the new entry was there. */
    @Test
    void namesWhatAppearsWhileAnotherTakesTheNameOut() {
        var there = entry("seed", "uid-1", null);
        var gone = entry("seed", "uid-1", NOW);
        var again = entry("seed", "uid-2", null);
        write(keep, there, null);
        put(gone);
        var slow = new KeepIndex(new Meanwhile(catalog, List.of(() -> write(keep, again, gone))));

        slow.written(gone, Optional.of(there));

        assertThat(index().uid("seed")).hasValue(RegistrationIndex.hash("uid-2"));
    }

    @Test
    void doesNotNameWhatGoesWhileAnotherMendsIt() {
        var there = entry("seed", "uid-1", null);
        put(there);
        var slow =
                new KeepIndex(new Meanwhile(catalog, List.of(() -> write(keep, entry("seed", "uid-1", NOW), there))));

        slow.settle(RACK, List.of("seed"));

        assertThat(index().seedImages()).isEmpty();
    }

    @Test
    void mendsWhatDiffers() {
        put(entry("lost", "uid-1", null));
        catalog.put(RegistrationIndex.empty(RACK).with("gone", "0123456789abcdef"), new Precondition.None());

        keep.settle(RACK, List.of("lost", "gone"));

        assertThat(index().seedImages())
                .containsExactly(new RegistrationIndex.Item("lost", RegistrationIndex.hash("uid-1")));
    }

    private void write(KeepIndex index, CatalogEntry entry, @Nullable CatalogEntry before) {
        put(entry);
        index.written(entry, Optional.ofNullable(before));
    }

    private void put(CatalogEntry entry) {
        catalog.put(entry, new Precondition.None());
    }

    private RegistrationIndex index() {
        return catalog.index(RACK).orElseThrow().value();
    }

    private static CatalogEntry entry(String name, String uid, @Nullable Instant withdrawnAt) {
        return new CatalogEntry(
                RACK.namespace(),
                name,
                RACK.name(),
                uid,
                1,
                "hash",
                withdrawnAt,
                SeedImageState.STARTED,
                List.of(),
                null,
                null,
                Delivery.AUTO,
                List.of(),
                List.of(),
                null);
    }

    /** A catalog in which something happens right after an entry was read. */
    private static final class Meanwhile implements Catalog {

        private final Catalog catalog;
        private final Deque<Runnable> events;

        Meanwhile(Catalog catalog, List<Runnable> events) {
            this.catalog = catalog;
            this.events = new ArrayDeque<>(events);
        }

        @Override
        public Optional<Versioned<RegistrationEntry>> registration(ResourceRef registration) {
            return catalog.registration(registration);
        }

        @Override
        public Optional<Versioned<CatalogEntry>> seedImage(ResourceRef registration, String seedImage) {
            var entry = catalog.seedImage(registration, seedImage);
            if (!events.isEmpty()) {
                events.removeFirst().run();
            }
            return entry;
        }

        @Override
        public Optional<Versioned<RegistrationIndex>> index(ResourceRef registration) {
            return catalog.index(registration);
        }

        @Override
        public PutOutcome put(RegistrationEntry entry, Precondition precondition) {
            return catalog.put(entry, precondition);
        }

        @Override
        public PutOutcome put(CatalogEntry entry, Precondition precondition) {
            return catalog.put(entry, precondition);
        }

        @Override
        public PutOutcome put(RegistrationIndex index, Precondition precondition) {
            return catalog.put(index, precondition);
        }
    }
}
