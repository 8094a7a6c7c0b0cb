package io.elemental.seedimage.builder.registry;

import io.elemental.seedimage.builder.common.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What refers to a digest, as the registry's API for that says, in one list out of all its pages. A page that cannot be
 * read ends the list, unless it is the first.
 */
record Referrers(ImageRegistry registry, String digest) implements Question<Manifest> {

    private static final int MOST_PAGES = 20;
    private static final Map<String, String> HEADERS = Map.of("Accept", "application/vnd.oci.image.index.v1+json");

    @Override
    public Manifest to(Repository repository) throws IOException {
        var all = new ArrayList<Descriptor>();
        var asked = new LinkedHashSet<URI>();
        var page = Optional.of(repository.at("referrers/" + digest));
        while (page.isPresent() && asked.size() < MOST_PAGES && asked.add(page.get())) {
            try {
                page = read(repository, page.get(), all);
            } catch (AbsentException | RefusedException e) {
                if (asked.size() == 1) {
                    throw e;
                }
                page = Optional.empty();
            }
        }
        return new Manifest.Index(List.copyOf(all), Optional.empty());
    }

    private Optional<URI> read(Repository repository, URI page, List<Descriptor> all) throws IOException {
        try (var response = repository.get(page, "referrers/" + digest, HEADERS, false)) {
            if (registry.parsed(response) instanceof Manifest.Index(var manifests, var _)) {
                all.addAll(manifests);
            }
            return NextPage.of(response.headers("Link"), page);
        }
    }
}
