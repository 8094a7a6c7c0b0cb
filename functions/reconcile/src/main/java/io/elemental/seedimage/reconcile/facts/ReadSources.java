package io.elemental.seedimage.reconcile.facts;

import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.rules.BaseSource;
import io.elemental.seedimage.rules.InvalidInputException;
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

    /** None where {@code spec.baseImage} is not allowed. */
    Map<Variant, SourceState> read(SeedImage seedImage) {
        try {
            var from = BaseSource.parse(seedImage.baseImage(), seedImage.ref().namespace(), settings.bucket());
            var states = new HashMap<Variant, SourceState>();
            seedImage.variants().forEach(variant -> states.put(variant, read(from, variant, seedImage)));
            return states;
        } catch (InvalidInputException _) { // the step that makes images reports it
            return Map.of();
        }
    }

    private SourceState read(BaseSource from, Variant variant, SeedImage seedImage) {
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
                        SourcesOf.scope(seedImage),
                        0,
                        null,
                        null,
                        null,
                        null,
                        seedImage.baseDigest().orElse(null),
                        seedImage.proxy().orElse(null)));
        return new SourceState(from, document, stored.map(Versioned::etag));
    }
}
