package io.elemental.seedimage.runtime;

import io.elemental.seedimage.rules.InvalidInputException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/** Reads environment variables by type. {@link InvalidInputException} names a variable that is invalid. */
public record Variables(Map<String, String> environment) {

    public String text(String name, String otherwise) {
        var value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    public String required(String name, String example) {
        var value = text(name, "");
        if (value.isEmpty()) {
            throw new InvalidInputException("%s is missing, for example %s".formatted(name, example));
        }
        return value;
    }

    public URI url(String name, String example) {
        var value = required(name, example);
        try {
            var url = URI.create(value);
            if (url.getHost() != null && value.matches("https?://.*")) {
                return url;
            }
        } catch (IllegalArgumentException _) {
            // the same sentence as below
        }
        throw new InvalidInputException("%s '%s' is not a URL such as %s".formatted(name, value, example));
    }

    public int port(String name, int otherwise) {
        return number(name, otherwise, 0, 65535);
    }

    public @Nullable InetAddress address(String name) {
        var value = text(name, "");
        try {
            return value.isEmpty() ? null : InetAddress.getByName(value);
        } catch (UnknownHostException _) {
            throw new InvalidInputException("%s '%s' is not an address of this machine".formatted(name, value));
        }
    }

    public Duration duration(String name, String otherwise, String least, String most) {
        var value = text(name, otherwise);
        var duration = duration(value);
        if (duration == null || duration.compareTo(parsed(least)) < 0 || duration.compareTo(parsed(most)) > 0) {
            throw new InvalidInputException(
                    "%s '%s' is not a duration from %s to %s".formatted(name, value, least, most));
        }
        return duration;
    }

    public Duration duration(String name, Duration otherwise, String least, String most) {
        return duration(name, otherwise.toString(), least, most);
    }

    /** A size in bytes; "512MB" is 512 times 1024 times 1024. */
    public long size(String name, String otherwise) {
        var value = text(name, otherwise);
        try {
            var size = DataSize.parse(value).toBytes();
            if (size >= 0) {
                return size;
            }
        } catch (IllegalArgumentException | ArithmeticException _) {
            // the same sentence as below
        }
        throw new InvalidInputException("%s '%s' is not a size such as 512MB or 20GB".formatted(name, value));
    }

    /** The same, within limits, which are included. */
    public long size(String name, String otherwise, String least, String most) {
        var size = size(name, otherwise);
        if (size < DataSize.parse(least).toBytes()
                || size > DataSize.parse(most).toBytes()) {
            throw new InvalidInputException(
                    "%s '%s' is not a size from %s to %s".formatted(name, text(name, otherwise), least, most));
        }
        return size;
    }

    /** A number of up to nine digits, within limits, which are included. */
    public int number(String name, int otherwise, int least, int most) {
        var value = text(name, String.valueOf(otherwise));
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw new InvalidInputException(
                    "%s '%s' is not a number from %s to %s".formatted(name, value, least, most));
        }
        return Integer.parseInt(value);
    }

    public boolean flag(String name, boolean otherwise) {
        var value = text(name, String.valueOf(otherwise));
        if (!value.equals("true") && !value.equals("false")) {
            throw new InvalidInputException("%s '%s' is neither true nor false".formatted(name, value));
        }
        return value.equals("true");
    }

    /** Words between commas. */
    public Set<String> words(String name, String otherwise) {
        return Arrays.stream(text(name, otherwise).split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    private static @Nullable Duration duration(String value) {
        try {
            return parsed(value);
        } catch (IllegalArgumentException | ArithmeticException _) {
            return null;
        }
    }

    private static Duration parsed(String value) {
        return DurationStyle.detectAndParse(value);
    }

    @Override
    public String toString() {
        return "Variables"; // an environment may hold keys
    }
}
