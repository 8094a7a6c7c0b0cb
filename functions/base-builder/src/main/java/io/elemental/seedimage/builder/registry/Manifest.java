package io.elemental.seedimage.builder.registry;

import java.util.List;
import java.util.Optional;

/** What a digest or tag of a repository stands for. */
public sealed interface Manifest {

    /**
     * Several manifests, one a platform, or whatever refers to something.
     *
     * @param unread what is wrong with the first of those that were passed over, as a sentence
     */
    record Index(List<Descriptor> manifests, Optional<String> unread) implements Manifest {}

    /**
     * One image, or an artifact.
     *
     * @param config of an image alone: what it is for
     */
    record Image(List<Descriptor> layers, Optional<Descriptor> config) implements Manifest {}

    /** Every type that is understood; a registry does not send others, and none without being told these. */
    String ACCEPTED = String.join(
            ", ",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.oci.artifact.manifest.v1+json");
}
