package io.elemental.seedimage.builder.registry;

import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.rules.ImageReference;
import java.net.URI;

/**
 * A place where an image's repository may be asked for: its registry, or a mirror of it.
 *
 * @param name of its registry, which credentials and realms go by
 * @param base what the API's paths follow
 */
record Endpoint(String name, String repository, URI base) {

    static Endpoint at(ImageReference image, GrantDocument.Registry registry) {
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
