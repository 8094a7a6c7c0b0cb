package io.elemental.seedimage.reconcile.facts;

import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.rules.BaseSource;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.store.Versioned;
import java.util.HashMap;
import java.util.Map;

/** Reads the documents of a SeedImage's sources. */
public final class ReadSources {

    private final StoredBases documents;
    private final ReconcileSettings settings;
    private final SourcesOf sources;

    public ReadSources(StoredBases documents, ReconcileSettings settings) {
        this.documents = documents;
        this.settings = settings;
        this.sources = new SourcesOf(settings);
    }

    /** None of a variant whose base is not allowed: the step that makes images reports it. */
    Map<Variant, SourceState> read(SeedImage seedImage) {
        var states = new HashMap<Variant, SourceState>();
        seedImage
                .variants()
                .forEach(variant -> sources.from(seedImage, variant)
                        .ifPresent(from -> states.put(variant, read(from, variant, seedImage))));
        return states;
    }

    private SourceState read(BaseSource from, Variant variant, SeedImage seedImage) {
        var base = seedImage.base(variant);
        var platform = variant.platform().word();
        var type = variant.type().word();
        var id = sources.id(from, variant, seedImage);
        var stored = documents.source(id);
        var document = stored.map(Versioned::value)
                .orElseGet(() -> new SourceDocument(
                        id,
                        from.canonical(),
                        platform,
                        type,
                        settings.slots(),
                        SourcesOf.scope(seedImage, variant),
                        0,
                        null,
                        null,
                        null,
                        null,
                        base.digest().orElse(null),
                        base.access().proxy().orElse(null),
                        SourcesOf.access(base.access())));
        return new SourceState(from, document, stored.map(Versioned::etag));
    }
}
