package io.elemental.seedimage.builder.registry;

import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.format.GrantDocument;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The credentials of a Docker configuration, as Secrets of the type kubernetes.io/dockerconfigjson hold it: the entry
 * with the longest key counts that an image's host and path begin with.
 */
public final class DockerConfig {

    private final String secret;
    private final Map<String, JsonNode> entries = new HashMap<>();

    private DockerConfig(String secret) {
        this.secret = secret;
    }

    /** Reads that of a grant; RefusedException where it is none. */
    static DockerConfig of(GrantDocument.Registry registry) {
        return parse(registry.pullSecret(), registry.dockerConfig());
    }

    /** @param secret the Secret's name; null, as its text: there is none */
    static DockerConfig parse(@Nullable String secret, @Nullable String text) {
        var config = new DockerConfig(secret == null ? "" : secret);
        if (text != null) {
            config.read(Json.object(text.getBytes(StandardCharsets.UTF_8))
                    .orElseThrow(() -> config.refused("holds no JSON of a Docker configuration")));
        }
        return config;
    }

    /** What no Secret holds is what somebody uses on this machine, helpers or not; what is in auths is read of it. */
    private void read(JsonNode root) {
        for (var helper : new String[] {"credHelpers", "credsStore"}) {
            if (secret().isPresent()
                    && (!root.path(helper).isEmpty() || Json.text(root, helper).isPresent())) {
                throw refused("names programs (%s) that would know the credentials, and a builder has none; write"
                                .formatted(helper)
                        + " them into auths");
            }
        }
        root.path("auths")
                .properties()
                .forEach(entry -> entries.put(DockerKey.plain(entry.getKey()), entry.getValue()));
    }

    /** The Secret, as in a sentence; empty where there is none. */
    Optional<String> secret() {
        return secret.isEmpty() ? Optional.empty() : Optional.of(secret);
    }

    /** The credentials for a repository; empty where no entry is for it. */
    Optional<Credentials> of(String host, String repository) {
        var name = host + "/" + repository;
        while (true) {
            var entry = entries.get(name);
            if (entry != null) {
                var credentials = credentials(name, entry);
                if (credentials.isPresent()) {
                    return credentials;
                }
            }
            var slash = name.lastIndexOf('/');
            if (slash < 0) {
                return Optional.empty();
            }
            name = name.substring(0, slash);
        }
    }

    private Optional<Credentials> credentials(String key, JsonNode entry) {
        var identity = Json.text(entry, "identitytoken").orElse(null);
        var auth = Json.text(entry, "auth").map(words -> decoded(key, words));
        var user = auth.map(words -> words.substring(0, words.indexOf(':')))
                .or(() -> Json.text(entry, "username"))
                .orElse("");
        var password = auth.map(words -> words.substring(words.indexOf(':') + 1))
                .or(() -> Json.text(entry, "password"))
                .orElse("");
        return identity == null && (user.isEmpty() || password.isEmpty())
                ? Optional.empty()
                : Optional.of(new Credentials(user, password, identity));
    }

    private String decoded(String key, String auth) {
        try {
            var words = new String(Base64.getMimeDecoder().decode(auth), StandardCharsets.UTF_8);
            if (words.indexOf(':') >= 0) {
                return words.replaceFirst("\u0000+$", "");
            }
        } catch (IllegalArgumentException _) {
            // said below, without the value
        }
        throw refused("has an entry for %s whose auth is not the base64 of user:password".formatted(key));
    }

    private RefusedException refused(String why) {
        return new RefusedException(
                "%s %s.".formatted(secret().map("The Secret "::concat).orElse("The Docker configuration"), why));
    }
}
