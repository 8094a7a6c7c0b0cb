package io.elemental.seedimage.builder.pull;

import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Scratch;
import io.elemental.seedimage.builder.registry.Descriptor;
import io.elemental.seedimage.builder.registry.ImageRegistry;
import io.elemental.seedimage.rules.Excerpt;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Finds the one ISO of an image: at /elemental-iso/*.iso in its file system, or as one of its layers. */
final class IsoInImage {

    private final ImageRegistry registry;
    private final Scratch scratch;
    private final long maxSize;
    private final LongConsumer meter;

    IsoInImage(ImageRegistry registry, Scratch scratch, long maxSize, LongConsumer meter) {
        this.registry = registry;
        this.scratch = scratch;
        this.maxSize = maxSize;
        this.meter = meter;
    }

    /** Writes it, unpacked. */
    Path pull(List<Descriptor> layers) {
        var search = search(layers, layers.size() - 1, new Wanted.Isos());
        return switch (only(search)) {
            case FoundFile.Regular(var _, var file) -> file;
            case FoundFile.Link link -> followed(layers, link);
        };
    }

    private LayerSearch search(List<Descriptor> layers, int from, Wanted wanted) {
        var search = new LayerSearch(registry, scratch, maxSize, meter, wanted);
        for (var number = from; number >= 0; number--) {
            // the end of a link is known once it was seen
            if (wanted instanceof Wanted.Isos || search.found().isEmpty()) {
                search.search(layers, number);
            }
        }
        return search;
    }

    private FoundFile only(LayerSearch search) {
        var found = search.found();
        var names = found.stream().map(FoundFile::name).collect(Collectors.toSet());
        var files = found.stream()
                .filter(file -> !(file instanceof FoundFile.Link link && names.contains(link.target())))
                .toList();
        if (files.size() > 1) {
            throw two(registry.shown(), files.get(0).name(), files.get(1).name());
        }
        if (files.isEmpty() && !found.isEmpty()) {
            throw new RefusedException("%s has %s, a link that leads back to itself."
                    .formatted(registry.shown(), Excerpt.of(found.getFirst().name())));
        }
        if (files.isEmpty()) {
            throw new RefusedException("%s has no /%s/*.iso, and no part that is an ISO; there is %s."
                    .formatted(
                            registry.shown(),
                            Wanted.Isos.FOLDER,
                            search.seen().isEmpty() ? "nothing" : String.join(", ", search.seen())));
        }
        return files.getFirst();
    }

    private Path followed(List<Descriptor> layers, FoundFile.Link link) {
        var search = search(layers, Math.min(link.layer(), layers.size() - 1), new Wanted.Exactly(link.target()));
        return search.found().stream()
                .filter(FoundFile.Regular.class::isInstance)
                .map(file -> ((FoundFile.Regular) file).file())
                .findFirst()
                .orElseThrow(() -> new RefusedException("%s has %s, a link to %s, which is %s."
                        .formatted(
                                registry.shown(),
                                Excerpt.of(link.name()),
                                Excerpt.of(link.target()),
                                search.found().isEmpty() ? "not there" : "a link itself")));
    }

    static RefusedException two(String image, String one, String other) {
        return new RefusedException("%s has two ISOs: %s and %s.".formatted(image, Excerpt.of(one), Excerpt.of(other)));
    }
}
