package io.elemental.seedimage.download;

import io.elemental.seedimage.registration.TokenRules;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.LinkRules;
import io.elemental.seedimage.store.S3Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * Where the function listens, where the store is, and how long things hold.
 *
 * @param address to listen at; null: every address of the machine
 * @param port to listen at; 0: any that is free
 * @param cacheFor how long what the catalog says is taken for unchanged
 * @param links when and for how long clients are sent to the store
 * @param writeTimeout how long a client may leave a buffer of bytes unread
 */
record DownloadSettings(
        @Nullable InetAddress address,
        int port,
        S3Settings store,
        Duration cacheFor,
        LinkRules links,
        TokenRules tokens,
        Duration writeTimeout) {

    private static final String VARIABLES = "SEEDIMAGE_DOWNLOAD_";

    DownloadSettings {
        if (port < 0 || port > 65535) {
            throw new InvalidInputException("PORT %d is not a number from 0 to 65535".formatted(port));
        }
        require("CACHE_FOR", cacheFor, Duration.ZERO, Duration.ofMinutes(5));
        require("LINK_VALID_FOR", links.validFor(), Duration.ofSeconds(1), Duration.ofDays(7));
        require("REGISTRATION_MAX_AGE", tokens.registrationMaxAge(), Duration.ofMinutes(1), Duration.ofDays(365));
        require("WRITE_TIMEOUT", writeTimeout, Duration.ofMillis(100), Duration.ofHours(1));
    }

    /** Reads PORT, SERVER_ADDRESS, the store's settings, and those that begin with SEEDIMAGE_DOWNLOAD_. */
    static DownloadSettings fromEnvironment(Map<String, String> environment) {
        return new DownloadSettings(
                address(value(environment, "SERVER_ADDRESS", "")),
                port(value(environment, "PORT", "8080")),
                S3Settings.fromEnvironment(environment),
                duration(environment, "CACHE_FOR", "5s"),
                new LinkRules(
                        !value(environment, "SEEDIMAGE_S3_PUBLIC_ENDPOINT", "").isEmpty(),
                        duration(environment, "LINK_VALID_FOR", "10m")),
                new TokenRules(
                        duration(environment, "REGISTRATION_MAX_AGE", "1h"),
                        flag(environment, "STRICT_AUDIENCE", "true")),
                duration(environment, "WRITE_TIMEOUT", "30s"));
    }

    private static String value(Map<String, String> environment, String variable, String otherwise) {
        var value = environment.getOrDefault(variable, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    private static @Nullable InetAddress address(String value) {
        try {
            return value.isEmpty() ? null : InetAddress.ofLiteral(value);
        } catch (IllegalArgumentException _) {
            return named(value);
        }
    }

    private static InetAddress named(String value) {
        try {
            return InetAddress.getByName(value);
        } catch (UnknownHostException _) {
            throw new InvalidInputException("SERVER_ADDRESS '%s' is not an address of this machine".formatted(value));
        }
    }

    private static int port(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException _) {
            throw new InvalidInputException("PORT '%s' is not a number from 0 to 65535".formatted(value));
        }
    }

    private static Duration duration(Map<String, String> environment, String name, String otherwise) {
        var value = value(environment, VARIABLES + name, otherwise);
        try {
            return DurationStyle.detectAndParse(value);
        } catch (IllegalArgumentException _) {
            throw new InvalidInputException(
                    "%s '%s' is not a duration such as 30s, 10m or 1h".formatted(VARIABLES + name, value));
        }
    }

    private static boolean flag(Map<String, String> environment, String name, String otherwise) {
        var value = value(environment, VARIABLES + name, otherwise);
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new InvalidInputException("%s '%s' is neither true nor false".formatted(VARIABLES + name, value));
        };
    }

    private static void require(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidInputException("%s is %s; it can be from %s to %s"
                    .formatted(VARIABLES + name, words(value), words(least), words(most)));
        }
    }

    private static String words(Duration duration) {
        if (duration.toMillisPart() != 0) {
            return duration.toMillis() + "ms";
        }
        return duration.toSeconds() % 60 == 0 && !duration.isZero()
                ? duration.toMinutes() + "m"
                : duration.toSeconds() + "s";
    }
}
