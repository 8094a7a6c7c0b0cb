package io.elemental.seedimage.rules.proxy;

import io.elemental.seedimage.rules.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that is spoken to in plain HTTP. Its credentials are a secret, so only {@link #url} shows them.
 *
 * @param userInfo credentials as a URL has them, {@code user:password}; null: none
 */
public record ProxyServer(String host, int port, @Nullable String userInfo) {

    private static final Pattern URL = Pattern.compile(
            "(?:(?i:http)://)?(?:([^@/\\s]{1,512})@)?([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::([0-9]{1,5}))?/?");

    private static final int STANDARD_PORT = 80;
    private static final int MAX_PORT = 65_535;

    /**
     * Understands a proxy's URL, with or without {@code http://}. {@link InvalidInputException} with one sentence that
     * does not show it, since it may hold a password.
     *
     * @param what the field or setting that says it
     */
    public static ProxyServer parse(String what, String url) {
        var words = URL.matcher(url);
        if (!words.matches() || port(words.group(3)) > MAX_PORT || port(words.group(3)) == 0) {
            throw new InvalidInputException(
                    "%s is not the URL of an HTTP proxy such as http://proxy.example:3128".formatted(what));
        }
        return new ProxyServer(words.group(2).toLowerCase(Locale.ROOT), port(words.group(3)), words.group(1));
    }

    private static int port(@Nullable String digits) {
        return digits == null ? STANDARD_PORT : Integer.parseInt(digits);
    }

    /** How it is named where others see it: without credentials, in one spelling. */
    public String name() {
        return "http://%s:%s".formatted(host, port);
    }

    /** With its credentials: a secret. */
    public String url() {
        return userInfo == null ? name() : "http://%s@%s:%s".formatted(userInfo, host, port);
    }

    /** The value of the header that shows the credentials to the proxy: a secret. */
    public Optional<String> authorization() {
        return Optional.ofNullable(userInfo)
                .map(ProxyServer::decoded)
                .map(words -> "Basic " + Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8)));
    }

    private static String decoded(String escaped) {
        var bytes = new ByteArrayOutputStream();
        var at = 0;
        var words = escaped.getBytes(StandardCharsets.UTF_8);
        while (at < words.length) {
            var hex = at + 2 < words.length ? new String(words, at + 1, 2, StandardCharsets.ISO_8859_1) : "";
            if (words[at] == '%' && hex.matches("[0-9A-Fa-f]{2}")) {
                bytes.write(Integer.parseInt(hex, 16));
                at += 3;
            } else {
                bytes.write(words[at]);
                at++;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name();
    }
}
