package io.elemental.seedimage.registration.files;

import io.elemental.seedimage.rules.cluster.Registration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The agent's {@code config.yaml}: what the registration says, as it is stored; what it does not say stays away. */
public final class AgentConfig {

    private AgentConfig() {}

    public static String of(Registration registration) {
        return YamlText.of(tree(registration));
    }

    static Map<String, @Nullable Object> tree(Registration registration) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("uri", unlessEmpty(registration.uri()));
        fields.put("caCert", registration.caCert());
        fields.put("token", unlessEmpty(registration.token()));
        fields.put("tokenDuration", registration.tokenDuration());
        fields.values().removeIf(Objects::isNull);
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("registration", fields);
        if (!registration.agent().isEmpty()) {
            tree.put("agent", registration.agent());
        }
        return tree;
    }

    private static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
