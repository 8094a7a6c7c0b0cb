package io.elemental.seedimage.builder.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Understands the challenges of registries. */
final class Challenges {

    private static final int MAX_LENGTH = 4096;
    private static final int MOST = 10;
    private static final Pattern BEARER = Pattern.compile("(?i)(?:^|,)\\s*bearer\\s+");
    private static final Pattern BASIC = Pattern.compile("(?i)(?:^|,)\\s*basic(?:\\s|,|$)");
    private static final Pattern PARAMETER =
            Pattern.compile("\\G\\s*,?\\s*([A-Za-z_]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,\"]+))");

    private Challenges() {}

    /**
     * Understands headers WWW-Authenticate: those for tokens, then perhaps that for a password.
     *
     * @param usual scope where none is named
     */
    static List<Challenge> of(List<String> headers, String usual) {
        var words = headers.stream()
                .filter(header -> header.length() <= MAX_LENGTH)
                .limit(MOST)
                .toList();
        var basic = words.stream().anyMatch(header -> BASIC.matcher(header).find());
        return Stream.concat(
                        words.stream().flatMap(header -> bearer(header, usual).stream()),
                        basic ? Stream.of(new Challenge.Basic()) : Stream.<Challenge>empty())
                .toList();
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
