package io.elemental.seedimage.rules;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which hosts sources may lie at, be it that they are named or redirected to.
 *
 * @param names "mirror.example", or "*.example" for all below it; none: every host
 */
public record AllowedHosts(Set<String> names) {

    public AllowedHosts {
        names = Set.copyOf(names);
    }

    public static AllowedHosts of(Collection<String> names) {
        return new AllowedHosts(Set.copyOf(names));
    }

    public boolean allows(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return names.isEmpty()
                || names.contains(name)
                || names.stream()
                        .filter(allowed -> allowed.startsWith("*."))
                        .anyMatch(allowed -> name.endsWith(allowed.substring(1)));
    }

    @Override
    public String toString() {
        return new TreeSet<>(names).toString();
    }
}
