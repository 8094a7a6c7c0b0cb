package io.elemental.seedimage.builder.registry;

import io.elemental.seedimage.builder.common.UsageException;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.rules.ImageReference;
import io.elemental.seedimage.rules.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where an image is asked for. */
final class Mirrors {

    private Mirrors() {}

    /** The mirrors of the longest beginning of an image's name, in order, and its own registry at the end. */
    static List<Endpoint> of(ImageReference image, GrantDocument.Registry registry) {
        var name = image.host() + "/" + image.repository();
        var endpoints = new ArrayList<Endpoint>();
        registry.mirrors().keySet().stream()
                .filter(start -> name.equals(start) || name.startsWith(start + "/"))
                .max(Comparator.comparingInt(String::length))
                .ifPresent(start -> registry.mirrors()
                        .getOrDefault(start, List.of())
                        .forEach(mirror -> endpoints.add(
                                Endpoint.at(mirrored(mirror + name.substring(start.length())), registry))));
        endpoints.add(Endpoint.at(image, registry));
        return endpoints;
    }

    private static ImageReference mirrored(String name) {
        try {
            return ImageReference.parse("A mirror", name);
        } catch (InvalidInputException _) {
            throw new UsageException("The grant names a mirror that is none.");
        }
    }
}
