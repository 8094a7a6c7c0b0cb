package io.elemental.seedimage.reconcile;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.OverlayDocument;
import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.reconcile.facts.SourceState;
import io.elemental.seedimage.reconcile.facts.SourcesOf;
import io.elemental.seedimage.reconcile.queue.KeptBuilds;
import io.elemental.seedimage.registration.files.SeedFiles;
import io.elemental.seedimage.registration.token.RegistrationEntries;
import io.elemental.seedimage.rules.BaseOrigin;
import io.elemental.seedimage.rules.BaseSource;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.RegistrationIndex;
import io.elemental.seedimage.rules.catalog.RegistrationIndex.Item;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.Versioned;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must be at the end, computed from specs, registrations, outcomes of bases, and the clock. */
final class EndState {

    private final Places places;
    private final StoredCatalog catalog;
    private final StoredBases bases;
    private final StoredImages images;
    private final SourcesOf sources;
    private final Set<String> mayBe = new HashSet<>(Set.of(StoreKeys.SWEEP, StoreKeys.BUILDS));
    private final Set<String> underWay = new HashSet<>();
    private final List<String> mustBe = new ArrayList<>();

    EndState(Places places) {
        this.places = places;
        this.catalog = new StoredCatalog(places.site.store());
        this.bases = new StoredBases(places.site.store());
        this.images = new StoredImages(places.site.store());
        this.sources = new SourcesOf(places.settings);
    }

    void check() {
        var seedImages = places.site.seedImages();
        try (var refs = seedImages.refs()) {
            refs.forEach(ref -> check(seedImages.find(ref).orElseThrow()));
        }
    }

    /** The store holds what was seen by {@link #check}, and nothing else. */
    void checkStore() {
        try (var folders = places.site.store().folders(StoreKeys.CATALOG)) {
            folders.forEach(this::checkIndexes);
        }
        try (var objects = places.site.store().list("")) {
            assertThat(objects.map(ObjectInfo::key)).containsAll(mustBe).isSubsetOf(mayBe);
        }
        assertThat(places.site.unfinishedUploads() == 0 || !underWay.isEmpty())
                .as("no upload is left unfinished")
                .isTrue();
        assertThat(places.site.builds().all()).isSubsetOf(underWay);
    }

    /** Once all is settled, the index of each registration names what has an entry, and nothing else. */
    private void checkIndexes(String namespace) {
        try (var registrations = places.site.store().folders(StoreKeys.catalog(namespace))) {
            registrations.map(name -> new ResourceRef(namespace, name)).forEach(this::checkIndex);
        }
    }

    private void checkIndex(ResourceRef registration) {
        try (var names = places.site.store().folders(StoreKeys.entries(registration))) {
            var entries = names.flatMap(name -> catalog.seedImage(registration, name).stream())
                    .map(Versioned::value)
                    .filter(entry -> entry.withdrawnAt() == null)
                    .collect(toMap(CatalogEntry::name, entry -> RegistrationIndex.hash(entry.uid())));
            var index = catalog.index(registration).map(Versioned::value);
            assertThat(index.map(RegistrationIndex::seedImages).orElse(List.of()).stream()
                            .collect(toMap(Item::name, Item::uid)))
                    .as("index of %s", registration)
                    .isEqualTo(entries);
        }
    }

    private void check(SeedImage seedImage) {
        var entry = catalog.seedImage(seedImage.registration(), seedImage.ref().name())
                .map(Versioned::value)
                .orElseThrow();
        must(StoreKeys.entry(seedImage.registration(), seedImage.ref().name()));
        must(StoreKeys.index(seedImage.registration()));
        mayBe.add(StoreKeys.registration(seedImage.registration()));
        assertThat(entry.withdrawnAt()).isNull();
        assertThat(entry.uid()).isEqualTo(seedImage.uid());
        assertThat(entry.generation()).isEqualTo(seedImage.generation());
        tellsTheSame(seedImage, entry);
        var expiresAt = places.watch
                .completed(seedImage.uid(), seedImage.generation(), seedImage.retriggerMark())
                .flatMap(at -> seedImage.lifetime().map(at::plus));
        assertThat(Optional.ofNullable(entry.expiresAt())).isEqualTo(expiresAt);
        if (expiresAt.filter(at -> !at.isAfter(places.clock.instant())).isPresent()) {
            assertThat(entry.variants()).allMatch(CatalogVariant.Expired.class::isInstance);
            assertThat(entry.state()).isEqualTo(SeedImageState.NOT_STARTED);
            return;
        }
        remembersBases(seedImage);
        var registration = places.site
                .registrations()
                .find(seedImage.registration())
                .filter(found ->
                        RegistrationEntries.of(found, places.clock.instant()).servable());
        if (registration.isEmpty()) {
            assertThat(entry.state()).isEqualTo(SeedImageState.NOT_STARTED);
            assertThat(entry.downloadURL()).isNull();
            return;
        }
        assertThat(seedImage.retrigger()).isFalse();
        for (var variant : seedImage.variants()) {
            var image = entry.variants().stream()
                    .filter(found -> found.variant().equals(variant))
                    .findFirst()
                    .orElseThrow();
            check(seedImage, registration.get(), variant, image);
        }
    }

    private void tellsTheSame(SeedImage seedImage, CatalogEntry entry) {
        var status = places.site.status(seedImage.ref()).orElseThrow();
        assertThat(status.variants().stream().map(EndState::told).toList())
                .isEqualTo(entry.variants().stream().map(EndState::told).toList());
        assertThat(status.conditions()).isEqualTo(entry.conditions());
        assertThat(status.observedGeneration()).isEqualTo(entry.generation());
        assertThat(status.expiresAt()).isEqualTo(entry.expiresAt());
        assertThat(status.downloadURL())
                .isEqualTo(Optional.ofNullable(entry.downloadURL()).orElse(""));
    }

    /** A status tells progress in words alone, and not when an image was written. */
    private static CatalogVariant told(CatalogVariant image) {
        return switch (image) {
            case CatalogVariant.Preparing(var variant, var fileName, var sentence, var _, var _) ->
                new CatalogVariant.Preparing(variant, fileName, sentence, null);
            case CatalogVariant.Ready(
                    var variant,
                    var fileName,
                    var identity,
                    var size,
                    var sha256,
                    var build,
                    var composed,
                    var _) ->
                new CatalogVariant.Ready(variant, fileName, identity, size, sha256, build, composed, null);
            case CatalogVariant.Failed _, CatalogVariant.Expired _ -> image;
        };
    }

    private void remembersBases(SeedImage seedImage) {
        sources.ids(seedImage).forEach(id -> {
            mayBe.add(StoreKeys.source(id));
            Optional.ofNullable(source(id)).filter(KeptBuilds::underWay).ifPresent(this::waits);
            Optional.ofNullable(source(id)).map(SourceDocument::build).ifPresent(build -> {
                mayBe.add(StoreKeys.manifest(build));
                mayBe.add(StoreKeys.baseImage(build));
            });
        });
    }

    /** An attempt goes on when its SeedImages can have images again. */
    private void waits(SourceDocument source) {
        var build = KeptBuilds.newest(source);
        underWay.add(build);
        mayBe.add(StoreKeys.result(build));
        mayBe.add(StoreKeys.baseImage(build));
    }

    private void check(SeedImage seedImage, Registration registration, Variant variant, CatalogVariant image) {
        if (refused(seedImage)) {
            assertThat(image).isInstanceOf(CatalogVariant.Failed.class);
            return;
        }
        var from = BaseSource.parse(seedImage.base().image(), seedImage.ref().namespace(), places.settings.bucket());
        var source = Optional.ofNullable(source(sources.id(from, variant, seedImage)))
                .orElseThrow();
        if (tooLarge(seedImage, image)) {
            return;
        }
        if (source.failure() != null && image instanceof CatalogVariant.Failed failed) {
            assertThat(failed.sentence()).isEqualTo(source.failure().message());
            return;
        }
        assertThat(seedImage.sizeInBytes()).isGreaterThan(Specs.TOO_SMALL);
        var ready = image.ready().orElseThrow(() -> new AssertionError("not ready: " + image));
        var build = ready.build();
        var status = places.site.status(seedImage.ref()).orElseThrow();
        if (seedImage.pullPolicy() == PullPolicy.ALWAYS || build.equals(source.build())) {
            assertThat(build).isEqualTo(source.build());
            assertThat(status.bases()).containsEntry(build, new BaseOrigin(source.source(), source.revision()));
        } else { // what others asked for moves it not
            assertThat(SourceState.idOf(build)).isEqualTo(source.id());
            assertThat(status.bases()).containsKey(build);
        }
        var identity = ready.identity();
        var overlay = images.overlay(identity).orElseThrow();
        assertThat(contents(overlay))
                .isEqualTo(
                        SeedFiles.of(registration, seedImage.cloudConfig(), seedImage.templates()).entrySet().stream()
                                .map(file -> new String(file.getValue(), StandardCharsets.UTF_8).strip())
                                .toList());
        must(StoreKeys.overlay(identity));
        must(StoreKeys.baseImage(build));
        must(StoreKeys.manifest(build));
        must(StoreKeys.registration(seedImage.registration()));
        if (ready.composed()) {
            must(StoreKeys.composedImage(identity));
        }
    }

    private static boolean tooLarge(SeedImage seedImage, CatalogVariant image) {
        return seedImage.sizeInBytes() == Specs.TOO_SMALL
                && image instanceof CatalogVariant.Failed failed
                && failed.sentence().endsWith("bytes, and spec.size allows %s.".formatted(Specs.TOO_SMALL));
    }

    private static List<String> contents(OverlayDocument overlay) {
        return overlay.segments().stream()
                .map(segment -> new String(segment.content(), StandardCharsets.UTF_8).strip())
                .filter(content -> !content.equals("# nothing here"))
                .toList();
    }

    private static boolean refused(SeedImage seedImage) {
        return seedImage.base().image().startsWith("s3:")
                || String.valueOf(seedImage.cloudConfig().get("hostname")).length() > 500;
    }

    private @Nullable SourceDocument source(String id) {
        return bases.source(id).map(Versioned::value).orElse(null);
    }

    private void must(String key) {
        mustBe.add(key);
        mayBe.add(key);
    }
}
