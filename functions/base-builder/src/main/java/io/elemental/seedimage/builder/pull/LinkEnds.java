package io.elemental.seedimage.builder.pull;

import io.elemental.seedimage.builder.registry.Descriptor;
import io.elemental.seedimage.rules.Excerpt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is at the ends of links, each of which is followed once: several may lead to one ISO, and some nowhere. */
final class LinkEnds {

    /** Each costs one more pass over the layers below. */
    private static final int MOST_BEGINNINGS = 3;

    private final IsoInImage image;
    private final List<Descriptor> layers;

    LinkEnds(IsoInImage image, List<Descriptor> layers) {
        this.image = image;
        this.layers = layers;
    }

    /**
     * The one file that all names stand for which stand for any; RefusedException where there is none, or another one.
     *
     * @param found at least one, of which at most one is a file
     */
    FoundFile.Regular only(List<FoundFile> found) {
        var names = found.stream().map(FoundFile::name).collect(Collectors.toSet());
        var links = found.stream()
                .filter(FoundFile.Link.class::isInstance)
                .map(FoundFile.Link.class::cast)
                .filter(link -> !names.contains(link.target()))
                .toList();
        var file = regular(found);
        if (file.isEmpty() && links.isEmpty()) {
            throw image.refused("has %s, a link that leads back to itself"
                    .formatted(Excerpt.of(found.getFirst().name())));
        }
        return followed(links, file).orElseThrow(() -> refused(links.getFirst(), "not there"));
    }

    private Optional<FoundFile.Regular> followed(List<FoundFile.Link> links, Optional<FoundFile.Regular> file) {
        var beginnings = links.stream()
                .collect(Collectors.groupingBy(
                        link -> Math.min(link.layer(), layers.size() - 1),
                        () -> new TreeMap<Integer, List<FoundFile.Link>>(Comparator.reverseOrder()),
                        Collectors.toList()));
        if (beginnings.size() > MOST_BEGINNINGS) {
            throw image.refused("has hard links in %s in more than %s layers, which are not followed"
                    .formatted(Excerpt.of(TarPath.parent(links.getFirst().name())), MOST_BEGINNINGS));
        }
        var known = new ArrayList<FoundFile>(file.stream().toList());
        beginnings.forEach((layer, group) -> {
            var ends = ends(layer, group, List.copyOf(known));
            known.clear();
            known.addAll(ends);
        });
        return regular(known);
    }

    /** The files that are known, and that which the links lead to. */
    private List<FoundFile> ends(int layer, List<FoundFile.Link> links, List<FoundFile> known) {
        var targets = new LinkedHashSet<String>();
        for (var link : links) {
            if (known.stream().anyMatch(file -> file.name().equals(link.target()))) {
                // another layer's file of this name was found, which may be another one
                throw refused(link, "followed from one layer alone");
            }
            targets.add(link.target());
        }
        var found =
                image.search(layers, layer, Wanted.Exactly.of(targets), known).found();
        for (var link : links) {
            if (found.stream()
                    .anyMatch(end -> end instanceof FoundFile.Link && end.name().equals(link.target()))) {
                throw refused(link, "a link itself");
            }
        }
        return found;
    }

    private static Optional<FoundFile.Regular> regular(List<FoundFile> files) {
        return files.stream()
                .filter(FoundFile.Regular.class::isInstance)
                .map(FoundFile.Regular.class::cast)
                .findFirst();
    }

    private RuntimeException refused(FoundFile.Link link, String what) {
        return image.refused("has %s, a link to %s, which is %s"
                .formatted(Excerpt.of(link.name()), Excerpt.of(link.target()), what));
    }
}
