package io.elemental.seedimage.rules.base;

import io.elemental.seedimage.rules.Excerpt;
import io.elemental.seedimage.rules.ImageReference;
import io.elemental.seedimage.rules.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How an installation asks registries.
 *
 * @param plainHosts registries that are spoken to in plain HTTP, as "host" or "host:port"
 * @param mirrors who is asked first, in order, by what an image's name begins with: a registry, or a path of one
 * @param realms other hosts that a registry's credentials may go to, by "host" or "host:port"
 * @param dockerConfig credentials for SeedImages that name no Secret, as a Docker configuration; empty: none
 */
public record RegistryRules(
        List<String> plainHosts,
        Map<String, List<String>> mirrors,
        Map<String, List<String>> realms,
        Optional<String> dockerConfig) {

    /** The setting with registries that are spoken to in plain HTTP, between commas. */
    public static final String PLAIN_HOSTS = "SEEDIMAGE_REGISTRY_PLAIN_HOSTS";

    /** The setting with mirrors, "docker.io=mirror.example/hub", between commas; one name may come more than once. */
    public static final String MIRRORS = "SEEDIMAGE_REGISTRY_MIRRORS";

    /** The setting with hosts of tokens, "registry.example=tokens.example", between commas. */
    public static final String REALMS = "SEEDIMAGE_REGISTRY_REALMS";

    /** Every registry by HTTPS, itself. */
    public static final RegistryRules USUAL = new RegistryRules(List.of(), Map.of(), Map.of(), Optional.empty());

    private static final String NAME = "[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?";
    private static final String PORT = "(?::[0-9]{1,5})?";
    private static final String PATH = "(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*";
    private static final Pattern HOST = Pattern.compile(NAME);
    private static final Pattern REGISTRY = Pattern.compile(NAME + PORT);
    private static final Pattern PREFIX = Pattern.compile(NAME + PORT + PATH);

    public RegistryRules {
        plainHosts = List.copyOf(plainHosts);
        mirrors = Map.copyOf(mirrors);
        realms = Map.copyOf(realms);
    }

    /** Reads {@link #PLAIN_HOSTS}, {@link #MIRRORS} and {@link #REALMS}. */
    public static RegistryRules fromEnvironment(Map<String, String> environment) {
        var plain = words(environment, PLAIN_HOSTS);
        plain.forEach(word -> require(PLAIN_HOSTS, word, REGISTRY, word, "registry.example:5000"));
        var mirrors = pairs(environment, MIRRORS, PREFIX, PREFIX, "docker.io=mirror.example/hub");
        mirrors.values().forEach(named -> named.forEach(RegistryRules::requireMirror));
        return new RegistryRules(
                plain,
                mirrors,
                pairs(environment, REALMS, REGISTRY, HOST, "registry.example=tokens.example"),
                Optional.empty());
    }

    /** The same, with credentials for those who name no Secret. */
    public RegistryRules with(Optional<String> credentials) {
        return new RegistryRules(plainHosts, mirrors, realms, credentials);
    }

    /**
     * It is read as the beginning of an image's name: what has no dot, no port and is not localhost is on Docker Hub.
     */
    private static void requireMirror(String mirror) {
        var read = ImageReference.parse(MIRRORS, mirror + "/x");
        if (!mirror.startsWith(read.host())) {
            throw new InvalidInputException(
                    "A word of %s names '%s', which is no host of a mirror".formatted(MIRRORS, Excerpt.of(mirror)));
        }
    }

    private static Map<String, List<String>> pairs(
            Map<String, String> environment, String setting, Pattern left, Pattern right, String example) {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        for (var word : words(environment, setting)) {
            var sides = word.split("=", -1);
            require(setting, word, left, sides[0], example);
            require(setting, word, right, sides.length == 2 ? sides[1] : "", example);
            pairs.computeIfAbsent(sides[0], _ -> new ArrayList<>()).add(sides[1]);
        }
        return pairs;
    }

    private static void require(String setting, String word, Pattern pattern, String value, String example) {
        if (!pattern.matcher(value).matches()) {
            throw new InvalidInputException(
                    "A word of %s, '%s', is not like %s".formatted(setting, Excerpt.of(word), example));
        }
    }

    private static List<String> words(Map<String, String> environment, String setting) {
        return Arrays.stream(environment.getOrDefault(setting, "").split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    @Override
    public String toString() {
        return "RegistryRules"; // a Docker configuration holds passwords
    }
}
