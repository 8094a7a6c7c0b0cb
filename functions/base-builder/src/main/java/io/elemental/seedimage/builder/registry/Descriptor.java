package io.elemental.seedimage.builder.registry;

import io.elemental.seedimage.rules.Excerpt;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a manifest says of something that it names.
 *
 * @param digest "sha256:" and 64 hex digits
 * @param size in bytes, at least 0
 * @param platform as in "linux/amd64", or with a variant, "linux/arm64/v8"
 * @param title the name of a file
 * @param kind of an artifact; of others its media type
 * @param signature in base64, of what cosign put there
 */
public record Descriptor(
        String digest,
        long size,
        Optional<String> platform,
        Optional<String> title,
        String kind,
        Optional<String> signature) {

    /** How it is called in sentences: by its title, else its digest. */
    public String shown() {
        return title.orElse(digest);
    }

    /** What an object with fields "os" and "architecture" says, as in "linux/amd64". */
    public static Optional<String> platform(JsonNode object) {
        return Json.text(object, "os")
                .flatMap(os ->
                        Json.text(object, "architecture").map(architecture -> Excerpt.of(os + "/" + architecture)));
    }
}
