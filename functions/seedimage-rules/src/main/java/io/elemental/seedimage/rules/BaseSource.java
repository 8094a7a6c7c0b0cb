package io.elemental.seedimage.rules;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** Where a base comes from: {@code spec.baseImage}, understood. */
public sealed interface BaseSource {

    /** What of a canonical address is its host. */
    Pattern HOST = Pattern.compile("https?://(\\[[^]]*]|[^:/?]*).*", Pattern.DOTALL);

    /** What says that an image of a registry follows. */
    Pattern IMAGE = Pattern.compile("(?i)(?:oci|docker):");

    /** A host and a port, as curl takes them and Java does not. */
    Pattern WITH_UNDERSCORE = Pattern.compile("((?=[^:]*_)[A-Za-z0-9_.-]{1,253})(?::([0-9]{1,5}))?");

    /** The address in one spelling, so that equal sources are equal words. */
    String canonical();

    /** A file on a web server. */
    record Web(String canonical) implements BaseSource {

        /** The host's name, also one with an underscore, which Java's URL does not know as a host. */
        public String host() {
            return HOST.matcher(canonical).replaceFirst("$1");
        }
    }

    /**
     * A file that users put into the installation's own bucket.
     *
     * @param key of the object, relative to the installation's prefix
     */
    record Uploaded(String canonical, String key) implements BaseSource {}

    /** An image of a registry. */
    record Image(ImageReference reference) implements BaseSource {

        @Override
        public String canonical() {
            return reference.canonical();
        }
    }

    /**
     * Understands a {@code spec.baseImage}; {@link InvalidInputException} with one sentence when it is not allowed.
     *
     * @param namespace of the SeedImage, which may name what was uploaded for it alone
     * @param bucket the installation's
     */
    static BaseSource parse(String baseImage, String namespace, String bucket) {
        Unshown.firstOf(baseImage).ifPresent(character -> {
            throw new InvalidInputException(
                    "spec.baseImage has the character %s, which nobody could see".formatted(character));
        });
        if (!baseImage.contains("://") || IMAGE.matcher(baseImage).lookingAt()) {
            return new Image(ImageReference.parse("spec.baseImage", baseImage));
        }
        var uri = uri(baseImage);
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
            // the value is not shown, for it may hold a password
            throw new InvalidInputException("spec.baseImage has user information in its URL, which is not allowed");
        }
        if (uri.getRawFragment() != null) {
            throw refused(baseImage, "has a fragment, which is not part of an address");
        }
        return switch (scheme) {
            case "http", "https" -> web(baseImage, scheme, uri);
            case "s3" -> uploaded(baseImage, namespace, bucket);
            default -> throw refused(baseImage, "has a scheme that is none of http, https, oci, s3");
        };
    }

    private static Web web(String baseImage, String scheme, URI uri) {
        var authority = WITH_UNDERSCORE.matcher(String.valueOf(uri.getRawAuthority()));
        var underscore = uri.getHost() == null && authority.matches();
        if (uri.getHost() == null && !underscore) {
            throw refused(baseImage, "names no host");
        }
        if (underscore && scheme.equals("https")) {
            throw refused(
                    baseImage, "has an underscore in its host's name, which no certificate can have; use another name");
        }
        var host = underscore ? authority.group(1) : uri.getHost();
        var named = underscore ? Objects.requireNonNullElse(authority.group(2), "-1") : "" + uri.getPort();
        var standardPort = scheme.equals("http") ? "80" : "443";
        var port = named.equals("-1") || named.equals(standardPort) ? "" : ":" + named;
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new Web(scheme + "://" + host.toLowerCase(Locale.ROOT) + port + path + query);
    }

    // An object's key is taken as it is written: in S3 addresses nothing is escaped, and a question mark is a letter.
    private static Uploaded uploaded(String baseImage, String namespace, String bucket) {
        var start = "s3://%s/".formatted(bucket);
        var folder = "uploads/%s/".formatted(namespace);
        var key = baseImage.startsWith(start) ? baseImage.substring(start.length()) : "";
        var names = List.of(key.split("/", -1));
        if (!key.startsWith(folder) || names.contains("") || names.contains(".") || names.contains("..")) {
            throw refused(
                    baseImage, "lies outside of %s%s, where sources of this namespace are".formatted(start, folder));
        }
        return new Uploaded(start + key, key);
    }

    private static URI uri(String baseImage) {
        try {
            var uri = new URI(baseImage);
            if (uri.getScheme() != null) {
                return uri;
            }
        } catch (URISyntaxException _) {
            // falls through to the refusal, since its own words show the value at any length
        }
        throw new InvalidInputException("spec.baseImage '%s' is not a URL".formatted(withoutUser(baseImage)));
    }

    private static InvalidInputException refused(String baseImage, String why) {
        return new InvalidInputException("spec.baseImage '%s' %s".formatted(Excerpt.of(baseImage), why));
    }

    private static String withoutUser(String baseImage) {
        return Excerpt.of(Pattern.compile("//[^/]*@").matcher(baseImage).replaceAll("//...@"));
    }
}
