package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.registration.Spelling;
import io.elemental.seedimage.rules.cluster.Warning;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the boot tool makes of values that it reads, where that is not what they say. */
final class Habits {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}");

    private Habits() {}

    /** @param otherwise what another word is, to stand behind its path */
    static Told.Look oneOf(Set<String> words, String otherwise) {
        return (path, value) -> words.contains(value.toString())
                ? Stream.of()
                : Stream.of(new Warning(path, otherwise + Spelling.hint(value.toString(), words)));
    }

    /** Of cloud-init's list of users, which the boot tool keeps by their names (pkg/schema/loader_cloudinit.go). */
    static Stream<Warning> usersOfList(String path, Object value) {
        var earlier = new HashSet<String>();
        var list = value instanceof List<?> users ? users : List.of();
        return IntStream.range(0, list.size()).boxed().flatMap(index -> {
            if (!(list.get(index) instanceof Map<?, ?> user)) {
                return Stream.of();
            }
            var name = text(user, "name");
            var field = FieldPath.field(FieldPath.item(path, index), "name");
            if (name.isEmpty()) {
                return Stream.of(new Warning(field, "is not set, so the boot tool makes no such user"));
            }
            return earlier.add(name)
                    ? Stream.of()
                    : Stream.of(new Warning(field, "is that of an earlier user, which the boot tool forgets"));
        });
    }

    /** Of users by their names (pkg/plugins/user.go). */
    static Stream<Warning> usersByName(String path, Object value) {
        var users = value instanceof Map<?, ?> map ? map : Map.of();
        return users.entrySet().stream().flatMap(entry -> {
            var key = entry.getKey().toString();
            var name = entry.getValue() instanceof Map<?, ?> user ? text(user, "name") : "";
            return name.isEmpty() || name.equals(key)
                    ? Stream.of()
                    : Stream.of(new Warning(
                            FieldPath.field(FieldPath.field(path, key), "name"),
                            "is not what the user is called: the boot tool takes the name that it stands under"));
        });
    }

    static Stream<Warning> uid(String path, Object value) {
        return value.toString().isEmpty() || NUMBER.matcher(value.toString()).matches()
                ? Stream.of()
                : Stream.of(new Warning(path, "is no number, so the boot tool fails to make the user"));
    }

    /** pkg/plugins/dns.go */
    static Stream<Warning> dns(String path, Object value) {
        return value instanceof Map<?, ?> dns
                        && isNothing(dns.get("nameservers"))
                        && !(isNothing(dns.get("search")) && isNothing(dns.get("options")))
                ? Stream.of(new Warning(path, "has no nameservers, without which the boot tool writes nothing of it"))
                : Stream.of();
    }

    /** pkg/plugins/datasource.go */
    static Stream<Warning> dataSource(String path, Object value) {
        return value instanceof Map<?, ?> source
                        && source.get("providers") instanceof List<?> providers
                        && providers.contains("file")
                        && text(source, "path").isEmpty()
                ? Stream.of(new Warning(
                        FieldPath.field(path, "path"), "is not set, so the boot tool passes over the data source file"))
                : Stream.of();
    }

    private static boolean isNothing(@Nullable Object list) {
        return !(list instanceof List<?> items) || items.isEmpty();
    }

    private static String text(Map<?, ?> object, String key) {
        return Objects.toString(object.get(key), "");
    }
}
