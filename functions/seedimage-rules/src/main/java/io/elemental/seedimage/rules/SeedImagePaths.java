package io.elemental.seedimage.rules;

/** The paths of the HTTP API that others are told. */
public final class SeedImagePaths {

    private SeedImagePaths() {}

    /** Path of a registration in the provider's API, from the root of the host. */
    public static String ofRegistration(ResourceRef registration) {
        return "/elemental/v1/namespaces/%s/registrations/%s".formatted(registration.namespace(), registration.name());
    }

    /** Path of a SeedImage's endpoint, from the root of the host. */
    public static String of(ResourceRef registration, String seedImage) {
        return ofRegistration(registration) + "/seedimages/" + seedImage;
    }
}
