package io.elemental.seedimage.download.cors;

import io.elemental.seedimage.rules.InvalidInputException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The origins whose pages may read the answers; none, unless an installation names them.
 *
 * @param origins each as browsers write it
 */
public record AllowedOrigins(Set<String> origins) {

    private static final Pattern ORIGIN = Pattern.compile(
            "(?!http://.*:80$|https://.*:443$)https?://[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[1-9][0-9]{0,4})?");

    public AllowedOrigins {
        origins = Set.copyOf(origins);
    }

    /**
     * Those that a setting names, each in the one way in which browsers write it.
     *
     * @param setting for the sentence where one is none
     */
    public static AllowedOrigins of(String setting, Set<String> words) {
        for (var word : words) {
            if (!ORIGIN.matcher(word).matches()) {
                throw new InvalidInputException(
                        "%s '%s' is not an origin such as https://rancher.example".formatted(setting, word));
            }
        }
        return new AllowedOrigins(words);
    }

    /** Whether this is the origin of a page that may read the answers. */
    boolean allows(@Nullable String origin) {
        return origin != null && origins.contains(origin);
    }
}
