package io.elemental.seedimage.builder.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Understands the challenges of registries. */
final class Challenges {

    private static final int MAX_LENGTH = 4096;
    private static final Pattern BEARER = Pattern.compile("(?i)(?:^|,)\\s*bearer\\s+");
    private static final Pattern BASIC = Pattern.compile("(?i)(?:^|,)\\s*basic(?:\\s|,|$)");
    private static final Pattern PARAMETER =
            Pattern.compile("\\G\\s*,?\\s*([A-Za-z_]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,\"]+))");

    private Challenges() {}

    /**
     * Understands headers WWW-Authenticate: a token goes before a password. Empty where there is neither.
     *
     * @param usual scope where none is named
     */
    static Optional<Challenge> of(List<String> headers, String usual) {
        var words = headers.stream()
                .filter(header -> header.length() <= MAX_LENGTH)
                .limit(10)
                .toList();
        return words.stream()
                .flatMap(header -> bearer(header, usual).stream())
                .<Challenge>map(bearer -> bearer)
                .findFirst()
                .or(() ->
                        words.stream().anyMatch(header -> BASIC.matcher(header).find())
                                ? Optional.of(new Challenge.Basic())
                                : Optional.empty());
    }

    private static Optional<Challenge.Bearer> bearer(String header, String usual) {
        var start = BEARER.matcher(header);
        if (!start.find()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        var words = PARAMETER.matcher(header.substring(start.end()));
        while (words.find()) {
            parameters.putIfAbsent(
                    words.group(1).toLowerCase(Locale.ROOT), words.group(2) != null ? words.group(2) : words.group(3));
        }
        return Optional.ofNullable(parameters.get("realm"))
                .map(realm -> new Challenge.Bearer(
                        realm, parameters.getOrDefault("service", ""), parameters.getOrDefault("scope", usual)));
    }
}
