package io.elemental.seedimage.builder.registry;

import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.rules.Excerpt;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** What a digest or tag of a repository stands for. */
public sealed interface Manifest {

    /** Several manifests, one a platform, or whatever refers to something. */
    record Index(List<Descriptor> manifests) implements Manifest {}

    /** One image, or an artifact. */
    record Image(List<Descriptor> layers) implements Manifest {}

    /** Every type that is understood; a registry does not send others, and none without being told these. */
    String ACCEPTED = String.join(
            ", ",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.oci.artifact.manifest.v1+json");

    int MOST = 1000;
    Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    /**
     * Understands the text of a manifest; RefusedException where it is none.
     *
     * @param what it is, at the beginning of a sentence
     */
    static Manifest parse(String what, byte[] text) {
        var root = Json.object(text).orElseThrow(() -> refused(what, "is not JSON of one meaning"));
        var index = root.path("manifests").isArray();
        var lists = new String[] {"manifests", "layers", "blobs"};
        var there = List.of(lists).stream()
                .filter(list -> !root.path(list).isMissingNode())
                .toList();
        if (there.size() != 1) {
            throw refused(
                    what,
                    there.isEmpty()
                            ? "has neither layers nor manifests; images of schema 1 are not taken"
                            : "has %s at once".formatted(String.join(" and ", there)));
        }
        var list = root.path(there.getFirst());
        if (list.size() > MOST) {
            throw refused(what, "names more than %s parts".formatted(MOST));
        }
        var parts = IntStream.range(0, list.size())
                .mapToObj(at -> descriptor(what, list.path(at)))
                .toList();
        return index ? new Index(parts) : new Image(parts);
    }

    private static Descriptor descriptor(String what, JsonNode part) {
        var digest = Json.text(part, "digest").orElse("");
        if (!DIGEST.matcher(digest).matches()) {
            throw refused(what, "names a part by '%s', which is no SHA-256".formatted(Excerpt.of(digest)));
        }
        var size = part.path("size");
        if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
            throw refused(what, "says of no number of bytes that its part %s has it".formatted(digest));
        }
        var annotations = part.path("annotations");
        return new Descriptor(
                digest,
                size.longValue(),
                platform(part.path("platform")),
                Json.text(annotations, "org.opencontainers.image.title").map(Excerpt::of),
                Json.text(part, "artifactType")
                        .or(() -> Json.text(part, "mediaType"))
                        .orElse(""),
                Json.text(annotations, "dev.cosignproject.cosign/signature"));
    }

    private static Optional<String> platform(JsonNode platform) {
        return Json.text(platform, "os")
                .flatMap(os ->
                        Json.text(platform, "architecture").map(architecture -> Excerpt.of(os + "/" + architecture)));
    }

    private static RefusedException refused(String what, String why) {
        return new RefusedException("%s has a manifest that %s.".formatted(what, why));
    }
}
