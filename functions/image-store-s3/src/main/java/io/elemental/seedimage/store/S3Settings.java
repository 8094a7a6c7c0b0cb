package io.elemental.seedimage.store;

import io.elemental.seedimage.rules.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where the store is.
 *
 * @param endpoint as this program reaches it; http or https, without a path
 * @param publicEndpoint as clients reach it: presigned downloads begin with it
 * @param region what requests are signed for
 * @param prefix of all keys: empty, or "some/folder/"; a missing slash at its end is added
 * @param authorities who may vouch for the store's certificate
 */
public record S3Settings(
        URI endpoint, URI publicEndpoint, String region, String bucket, String prefix, Authorities authorities) {

    private static final String VARIABLES = "SEEDIMAGE_S3_";
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern PREFIX = Pattern.compile("|[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*/?");
    private static final int MAX_PREFIX = 200;

    public S3Settings {
        endpoint = server("ENDPOINT", endpoint);
        publicEndpoint = server("PUBLIC_ENDPOINT", publicEndpoint);
        require(REGION, "REGION", region, "small letters, digits and hyphens, at most 63");
        require(BUCKET, "BUCKET", bucket, "3 to 63 small letters, digits, dots and hyphens");
        require(PREFIX, "PREFIX", prefix, "names of letters, digits, dots and hyphens between slashes");
        if (prefix.length() > MAX_PREFIX) {
            throw new InvalidInputException(
                    "%sPREFIX has %s characters; the limit is %s".formatted(VARIABLES, prefix.length(), MAX_PREFIX));
        }
        prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    /** With the authorities that the runtime trusts. */
    public S3Settings(URI endpoint, URI publicEndpoint, String region, String bucket, String prefix) {
        this(endpoint, publicEndpoint, region, bucket, prefix, Authorities.USUAL);
    }

    /**
     * Reads {@code SEEDIMAGE_S3_ENDPOINT, _PUBLIC_ENDPOINT, _PLAIN_HTTP, _CA_FILE, _REGION, _BUCKET, _PREFIX}. What is
     * sent in plain HTTP must be wanted by name.
     */
    public static S3Settings fromEnvironment(Map<String, String> environment) {
        var endpoint = uri("ENDPOINT", required(environment, "ENDPOINT"));
        var publicEndpoint = optional(environment, "PUBLIC_ENDPOINT", "");
        var caFile = optional(environment, "CA_FILE", "");
        var settings = new S3Settings(
                endpoint,
                publicEndpoint.isEmpty() ? endpoint : uri("PUBLIC_ENDPOINT", publicEndpoint),
                optional(environment, "REGION", "us-east-1"),
                required(environment, "BUCKET"),
                optional(environment, "PREFIX", ""),
                caFile.isEmpty() ? Authorities.USUAL : Authorities.read(VARIABLES + "CA_FILE", Path.of(caFile)));
        if (!plainHttp(environment)) {
            requireTls("ENDPOINT", settings.endpoint());
            requireTls("PUBLIC_ENDPOINT", settings.publicEndpoint());
        }
        return settings;
    }

    private static boolean plainHttp(Map<String, String> environment) {
        var value = optional(environment, "PLAIN_HTTP", "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new InvalidInputException("%sPLAIN_HTTP '%s' is neither true nor false".formatted(VARIABLES, value));
        }
        return value.equals("true");
    }

    private static void requireTls(String name, URI endpoint) {
        if (endpoint.getScheme().equals("http")) {
            throw new InvalidInputException(
                    "%s is http, where whoever is on the way sees images and tokens: use https, or set %sPLAIN_HTTP=true"
                            .formatted(VARIABLES + name, VARIABLES));
        }
    }

    private static String required(Map<String, String> environment, String name) {
        var value = optional(environment, name, "");
        if (value.isEmpty()) {
            throw new InvalidInputException(VARIABLES + name + " is not set");
        }
        return value;
    }

    private static String optional(Map<String, String> environment, String name, String otherwise) {
        var value = environment.getOrDefault(VARIABLES + name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    // The value is not repeated: an address may hold a password.
    private static URI uri(String name, String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new InvalidInputException(
                    "%s is not a URL: %s at character %s".formatted(VARIABLES + name, e.getReason(), e.getIndex() + 1));
        }
    }

    private static URI server(String name, URI uri) {
        var scheme = uri.getScheme();
        if (!("http".equals(scheme) || "https".equals(scheme)) || uri.getHost() == null) {
            throw new InvalidInputException(VARIABLES + name + " is not http://host or https://host");
        }
        var path = uri.getRawPath();
        if (uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !(path.isEmpty() || path.equals("/"))) {
            throw new InvalidInputException(VARIABLES + name + " has more than scheme, host and port");
        }
        return URI.create(scheme + "://" + uri.getRawAuthority());
    }

    private static void require(Pattern pattern, String name, String value, String expected) {
        if (!pattern.matcher(value).matches()) {
            throw new InvalidInputException("%s '%s' is not %s".formatted(VARIABLES + name, value, expected));
        }
    }
}
