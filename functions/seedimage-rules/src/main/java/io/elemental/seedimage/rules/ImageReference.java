package io.elemental.seedimage.rules;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image of a registry, as {@code docker pull} names it: {@code [oci://][host[:port]/]path[:tag][@sha256:...]}.
 * Without slashes behind it, {@code docker:} is the name of an image where what follows can be nothing but its tag.
 *
 * @param host with its port where one is named; docker.io where none is
 * @param digest what the tag's manifest must have; where it is there, the tag says nothing
 */
public record ImageReference(String host, String repository, Optional<String> tag, Optional<String> digest) {

    /** What names without a host mean. */
    public static final String DOCKER_HUB = "docker.io";

    /** What an image's address begins with where it stands among others. */
    public static final String SCHEME = "oci://";

    private static final int MAX_LENGTH = 512;
    private static final int MAX_REPOSITORY = 255;
    private static final int MAX_HOST = 253;
    private static final int MAX_PORT = 65_535;

    /** No tag has a slash or a colon, and no name that could follow alone has to have one. */
    private static final Pattern PREFIX = Pattern.compile("(?i)(?:oci|docker):(?://|(?=[^@]*[/:]))");

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final Pattern REPOSITORY = Pattern.compile(
            "[a-z0-9]++(?:(?:[._]|__|-++)[a-z0-9]++)*+(?:/[a-z0-9]++(?:(?:[._]|__|-++)[a-z0-9]++)*+)*+");
    private static final Pattern HOST = Pattern.compile(
            "(\\[[0-9a-f:.]{2,45}]|[a-z0-9]++(?:-++[a-z0-9]++)*+(?:[.][a-z0-9]++(?:-++[a-z0-9]++)*+)*+)(?::([0-9]{1,5}))?");

    /**
     * Understands a reference; {@link InvalidInputException} with one sentence where it is none.
     *
     * @param field what the sentence calls it, such as spec.baseImage
     */
    public static ImageReference parse(String field, String value) {
        Unshown.firstOf(value).ifPresent(character -> {
            throw new InvalidInputException(
                    "%s has the character %s, which nobody could see".formatted(field, character));
        });
        if (value.length() > MAX_LENGTH) {
            throw refused(field, value, "has more than %s characters".formatted(MAX_LENGTH));
        }
        var plain = PREFIX.matcher(value).lookingAt() ? PREFIX.matcher(value).replaceFirst("") : value;
        var at = plain.indexOf('@');
        var digest = at < 0 ? Optional.<String>empty() : Optional.of(plain.substring(at + 1));
        if (digest.isPresent() && !DIGEST.matcher(digest.get()).matches()) {
            // the value is not shown, for it may hold a password
            throw new InvalidInputException(
                    "%s has an '@' that no digest follows: sha256: and 64 of 0-9, a-f".formatted(field));
        }
        var name = at < 0 ? plain : plain.substring(0, at);
        var colon = name.lastIndexOf(':');
        var tagged = colon > name.lastIndexOf('/');
        var tag = tagged ? Optional.of(name.substring(colon + 1)) : Optional.<String>empty();
        if (tag.isPresent() && !TAG.matcher(tag.get()).matches()) {
            throw refused(
                    field, value, "has a tag that is not 1 to 128 letters, digits, dots, underscores and hyphens");
        }
        return named(field, value, tagged ? name.substring(0, colon) : name, tag, digest);
    }

    private static ImageReference named(
            String field, String value, String name, Optional<String> tag, Optional<String> digest) {
        var slash = name.indexOf('/');
        var first = slash < 0 ? "" : name.substring(0, slash).toLowerCase(Locale.ROOT);
        var hosted = first.matches(".*[.:].*") || first.equals("localhost");
        var host = hosted ? host(field, value, first) : DOCKER_HUB;
        var path = hosted ? name.substring(slash + 1) : name;
        var repository = host.equals(DOCKER_HUB) && !path.contains("/") ? "library/" + path : path;
        if (repository.length() > MAX_REPOSITORY
                || !REPOSITORY.matcher(repository).matches()) {
            throw refused(
                    field,
                    value,
                    "has a repository that is not up to %s small letters and digits with single separators"
                            .formatted(MAX_REPOSITORY));
        }
        return new ImageReference(host, repository, tag, digest);
    }

    private static String host(String field, String value, String written) {
        var words = HOST.matcher(written);
        if (!words.matches() || words.group(1).length() > MAX_HOST || !isPort(words) || !isHost(written)) {
            throw refused(field, value, "names a registry that is no host, or no port of 1 to %s".formatted(MAX_PORT));
        }
        return switch (written) {
            case "index.docker.io", "registry-1.docker.io" -> DOCKER_HUB;
            default -> written;
        };
    }

    /** As what asks it understands it: 10.0.0.500 is none. */
    private static boolean isHost(String written) {
        try {
            return new URI("https://" + written).getHost() != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static boolean isPort(Matcher words) {
        var port = words.group(2) == null ? 1 : Integer.parseInt(words.group(2));
        return port > 0 && port <= MAX_PORT;
    }

    private static InvalidInputException refused(String field, String value, String why) {
        return new InvalidInputException(
                "%s '%s' %s".formatted(field, Excerpt.of(value.replaceFirst("//[^/]*@", "//...@")), why));
    }

    /** The reference in one spelling, so that equal images are equal words; it can be parsed again. */
    public String canonical() {
        return SCHEME + shown();
    }

    /** As {@link #canonical}, without the scheme. */
    public String shown() {
        var tagged = tag.map(word -> ":" + word).orElse("");
        return host + "/" + repository + (tagged.isEmpty() && digest.isEmpty() ? ":latest" : tagged)
                + digest.map(word -> "@" + word).orElse("");
    }

    /** Whom to ask, with the port where one is named: Docker Hub answers at another host than that of its name. */
    public String registry() {
        return host.equals(DOCKER_HUB) ? "registry-1.docker.io" : host;
    }

    /** The registry's host alone. */
    public String hostName() {
        return host.replaceFirst(":[0-9]+$", "");
    }

    /** What to ask for in the repository: the digest, else the tag, else "latest". */
    public String wanted() {
        return digest.or(() -> tag).orElse("latest");
    }

    /** The key of its credentials in a Docker configuration. */
    public String authKey() {
        return host.equals(DOCKER_HUB) ? "https://index.docker.io/v1/" : host;
    }
}
