package io.elemental.seedimage.builder.registry;

import io.elemental.seedimage.builder.common.UsageException;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.rules.ImageReference;
import io.elemental.seedimage.rules.InvalidInputException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A place where an image's repository may be asked for: its registry, or a mirror of it.
 *
 * @param name of its registry, which credentials and realms go by
 * @param base what the API's paths follow
 */
record Endpoint(String name, String repository, URI base) {

    /** The mirrors of the longest beginning of an image's name, in order, and its own registry at the end. */
    static List<Endpoint> of(ImageReference image, GrantDocument.Registry registry) {
        var name = image.host() + "/" + image.repository();
        var endpoints = new ArrayList<Endpoint>();
        registry.mirrors().keySet().stream()
                .filter(start -> name.equals(start) || name.startsWith(start + "/"))
                .max(Comparator.comparingInt(String::length))
                .ifPresent(start -> registry.mirrors()
                        .getOrDefault(start, List.of())
                        .forEach(mirror ->
                                endpoints.add(at(mirrored(mirror + name.substring(start.length())), registry))));
        endpoints.add(at(image, registry));
        return endpoints;
    }

    private static ImageReference mirrored(String name) {
        try {
            return ImageReference.parse("A mirror", name);
        } catch (InvalidInputException _) {
            throw new UsageException("The grant names a mirror that is none.");
        }
    }

    private static Endpoint at(ImageReference image, GrantDocument.Registry registry) {
        var plain = registry.plainHosts().contains(image.host())
                || registry.plainHosts().contains(image.hostName());
        return new Endpoint(
                image.host(),
                image.repository(),
                URI.create("%s://%s/v2/".formatted(plain ? "http" : "https", image.registry())));
    }

    String hostName() {
        return base.getHost();
    }

    /** @param path in the repository */
    URI at(String path) {
        return base.resolve(repository + "/" + path);
    }
}
