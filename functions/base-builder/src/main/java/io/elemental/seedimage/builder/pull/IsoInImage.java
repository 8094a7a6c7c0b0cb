package io.elemental.seedimage.builder.pull;

import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Scratch;
import io.elemental.seedimage.builder.pull.Wanted.Isos;
import io.elemental.seedimage.builder.registry.Descriptor;
import io.elemental.seedimage.builder.registry.ImageRegistry;
import io.elemental.seedimage.rules.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

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
        if (layers.isEmpty()) {
            throw refused("has no layers, so there is no ISO in it");
        }
        var iso = new LinkEnds(this, layers).only(found(layers));
        if (isEmpty(iso.file())) {
            throw refused("has %s, an ISO that is empty: it has 0 bytes".formatted(Excerpt.of(iso.name())));
        }
        return iso.file();
    }

    private List<FoundFile> found(List<Descriptor> layers) {
        var search = search(layers, layers.size() - 1, new Isos(Isos.FOLDER), List.of());
        if (search.found().isEmpty() && search.folderLink().isPresent()) {
            return linked(layers, search.folderLink().get());
        }
        if (search.found().isEmpty()) {
            throw refused(
                    "has no /%s/*.iso, and no part that is an ISO; there is %s".formatted(Isos.FOLDER, there(search)));
        }
        return search.found();
    }

    /** A container would follow the link of the folder, too. */
    private List<FoundFile> linked(List<Descriptor> layers, String folder) {
        if (folder.isEmpty() || folder.equals(Isos.FOLDER)) {
            throw refused("has /%s as a link that leads to no other folder".formatted(Isos.FOLDER));
        }
        var search = search(layers, layers.size() - 1, new Isos(folder), List.of());
        if (search.found().isEmpty()) {
            throw refused("has no /%s/*.iso, where its link /%s leads; there is %s"
                    .formatted(Excerpt.of(folder), Isos.FOLDER, there(search)));
        }
        return search.found();
    }

    private static String there(LayerSearch search) {
        return search.seen().isEmpty() ? "nothing" : String.join(", ", search.seen());
    }

    /**
     * Looks into layers.
     *
     * @param from the first of them, which those below it follow
     * @param known what was found before
     */
    LayerSearch search(List<Descriptor> layers, int from, Wanted wanted, List<FoundFile> known) {
        var search = new LayerSearch(registry, scratch, maxSize, meter, wanted, known);
        for (var number = from; number >= 0 && !search.isComplete(); number--) {
            search.search(layers, number);
        }
        return search;
    }

    private static boolean isEmpty(Path file) {
        try {
            return Files.size(file) == 0;
        } catch (IOException e) {
            throw Scratch.failed("read", e);
        }
    }

    /** @param why goes on from the image's name, without a full stop */
    RefusedException refused(String why) {
        return new RefusedException("%s %s.".formatted(registry.shown(), why));
    }

    static RefusedException two(String image, String one, String other) {
        return new RefusedException("%s has two ISOs: %s and %s.".formatted(image, Excerpt.of(one), Excerpt.of(other)));
    }
}
