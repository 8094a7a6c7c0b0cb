package io.elemental.seedimage.builder.registry;

import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.rules.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Understands manifests, by the lists in them: what they say of their type is not needed. */
final class ManifestParser {

    /** Of parts, which is more than any tool makes. */
    private static final int MOST = 1000;

    private static final Set<String> CONFIGS =
            Set.of("application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json");

    private ManifestParser() {}

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
        return index
                ? index(what, list)
                : new Manifest.Image(
                        list.valueStream().map(part -> descriptor(what, part)).toList(), config(what, root));
    }

    /** What it names need not be ours: an entry that cannot be read hides no other. */
    private static Manifest.Index index(String what, JsonNode list) {
        var parts = new ArrayList<Descriptor>();
        var unread = Optional.<String>empty();
        for (var part : list) {
            try {
                parts.add(descriptor(what, part));
            } catch (RefusedException e) {
                unread = unread.or(() -> Optional.ofNullable(e.getMessage()));
            }
        }
        return new Manifest.Index(List.copyOf(parts), unread);
    }

    /** Artifacts have one, too, of another type. */
    private static Optional<Descriptor> config(String what, JsonNode root) {
        return Optional.of(root.path("config"))
                .filter(config ->
                        Json.text(config, "mediaType").filter(CONFIGS::contains).isPresent())
                .map(config -> descriptor(what, config));
    }

    private static Descriptor descriptor(String what, JsonNode part) {
        var digest = Json.text(part, "digest").orElse("");
        if (!Digests.FORM.matcher(digest).matches()) {
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
                withVariant(part.path("platform")),
                Json.text(annotations, "org.opencontainers.image.title").map(Excerpt::of),
                Json.text(part, "artifactType")
                        .or(() -> Json.text(part, "mediaType"))
                        .orElse(""),
                Json.text(annotations, "dev.cosignproject.cosign/signature"));
    }

    /** As in "linux/arm64/v8". */
    private static Optional<String> withVariant(JsonNode platform) {
        return Descriptor.platform(platform)
                .map(found -> Json.text(platform, "variant")
                        .map(variant -> Excerpt.of(found + "/" + variant))
                        .orElse(found));
    }

    private static RefusedException refused(String what, String why) {
        return new RefusedException("%s has a manifest that %s.".formatted(what, why));
    }
}
