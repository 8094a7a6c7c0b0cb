package io.elemental.seedimage.cluster.resources;

import io.elemental.seedimage.cluster.api.Part;
import io.elemental.seedimage.cluster.api.ReadObject;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.cluster.NamedSecret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the Secrets and ConfigMaps that SeedImages name. Values are never shown. */
public final class NamedObjectReading {

    private static final List<String> KEYS =
            List.of(NamedSecret.DOCKER_CONFIG_KEY, NamedSecret.COSIGN_KEY, "username", "password");

    /** In characters: with the links of a build it must fit into a Secret, which has a MiB at most. */
    private static final int LONGEST = 128 * 1024;

    /** What counts of a Secret. */
    public static final Part SECRET = Part.of(Stream.concat(
                    Stream.of("type", "metadata.annotations[%s]".formatted(NamedSecret.HOST_ANNOTATION)),
                    KEYS.stream().map("data[%s]"::formatted))
            .toArray(String[]::new));

    /** What counts of a ConfigMap. */
    public static final Part CONFIG_MAP = Part.of("data[%s]".formatted(NamedSecret.AUTHORITIES_KEY));

    private NamedObjectReading() {}

    /** {@link InvalidInputException} with one sentence where it cannot be read. */
    public static NamedSecret secret(ReadObject object) {
        var root = root(object);
        var data = new HashMap<String, String>();
        KEYS.forEach(key ->
                root.object("data").text(key).ifPresent(base64 -> data.put(key, limited(key, decoded(key, base64)))));
        return new NamedSecret(
                root.text("type").orElse(""),
                root.object("metadata").object("annotations").text(NamedSecret.HOST_ANNOTATION),
                data);
    }

    /** {@link InvalidInputException} with one sentence where it cannot be read. */
    public static Map<String, String> configMap(ReadObject object) {
        var key = NamedSecret.AUTHORITIES_KEY;
        return root(object)
                .object("data")
                .text(key)
                .map(text -> Map.of(key, limited(key, text)))
                .orElse(Map.of());
    }

    private static JsonFields root(ReadObject object) {
        object.problem().ifPresent(problem -> {
            throw new InvalidInputException(
                    "A Secret or ConfigMap that the SeedImage names cannot be read: " + problem);
        });
        return new JsonFields("", object.values());
    }

    private static String decoded(String key, String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new InvalidInputException(
                    "data[%s] of a Secret that the SeedImage names is not base64".formatted(key));
        }
    }

    private static String limited(String key, String text) {
        if (text.length() > LONGEST) {
            throw new InvalidInputException(
                    "data[%s] of an object that the SeedImage names has %s characters; at most %s are taken"
                            .formatted(key, text.length(), LONGEST));
        }
        return text;
    }
}
