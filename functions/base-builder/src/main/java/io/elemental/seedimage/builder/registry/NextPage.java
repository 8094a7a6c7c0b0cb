package io.elemental.seedimage.builder.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a list goes on, as headers Link say it: at the same server alone, since credentials go there. */
final class NextPage {

    private static final int MAX_LENGTH = 4096;
    private static final int MOST = 10;
    private static final Pattern LINK = Pattern.compile(
            "\\G\\s*+,?\\s*+<([^<>]*+)>((?:\\s*+;\\s*+[A-Za-z*]++\\s*+(?:=\\s*+(?:\"[^\"]*+\"|[^\\s\",;]++))?+)*+)\\s*+(?=,|$)");
    private static final Pattern RELATION = Pattern.compile("(?i);\\s*+rel\\s*+=\\s*+(?:\"([^\"]*+)\"|([^\\s\",;]++))");

    private NextPage() {}

    /** @param page that said it */
    static Optional<URI> of(List<String> links, URI page) {
        return links.stream()
                .filter(link -> link.length() <= MAX_LENGTH)
                .limit(MOST)
                .flatMap(link -> LINK.matcher(link).results())
                .filter(link -> isNext(link.group(2)))
                .map(link -> link.group(1))
                .findFirst()
                .flatMap(target -> resolved(page, target))
                .filter(next -> isAtServerOf(page, next));
    }

    private static boolean isNext(String parameters) {
        var relation = RELATION.matcher(parameters);
        return relation.find()
                && Arrays.asList((relation.group(1) != null ? relation.group(1) : relation.group(2)).split("\\s+", -1))
                        .stream()
                        .anyMatch("next"::equalsIgnoreCase);
    }

    /** Java takes a query alone for one of the folder. */
    private static Optional<URI> resolved(URI page, String target) {
        try {
            var absolute = target.startsWith("?") ? page.getRawPath() + target : target;
            return target.isBlank() ? Optional.empty() : Optional.of(page.resolve(new URI(absolute)));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static boolean isAtServerOf(URI page, URI next) {
        return String.valueOf(next.getScheme()).equalsIgnoreCase(page.getScheme())
                && String.valueOf(next.getRawAuthority()).equalsIgnoreCase(page.getRawAuthority());
    }
}
