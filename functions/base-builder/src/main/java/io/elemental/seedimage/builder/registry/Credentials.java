package io.elemental.seedimage.builder.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a registry knows somebody by. A secret.
 *
 * @param identityToken opens tokens instead of the password; null: none
 */
public record Credentials(
        String user, String password, @Nullable String identityToken) {

    /** As the value of a header. */
    String basic() {
        var words = "%s:%s".formatted(user, password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(words);
    }

    @Override
    public String toString() {
        return "Credentials";
    }
}
