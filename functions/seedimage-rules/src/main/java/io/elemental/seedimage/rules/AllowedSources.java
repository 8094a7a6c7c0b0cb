package io.elemental.seedimage.rules;

import java.util.Set;
import java.util.TreeSet;

/**
 * Which sources of bases an installation allows.
 *
 * @param schemes of {http, https, s3}
 * @param hosts "mirror.example", or "*.example" for all below it; none: every host
 */
public record AllowedSources(Set<String> schemes, Set<String> hosts) {

    /** Every source that is understood. */
    public static final AllowedSources ALL = new AllowedSources(Set.of("http", "https", "s3"), Set.of());

    public AllowedSources {
        schemes = Set.copyOf(schemes);
        hosts = Set.copyOf(hosts);
    }

    /** {@link InvalidInputException} with one sentence when a source is not allowed. */
    public void require(BaseSource source) {
        if (!schemes.contains(scheme(source))) {
            throw new InvalidInputException("spec.baseImage '%s' has a scheme that this installation does not allow: %s"
                    .formatted(Excerpt.of(source.canonical()), new TreeSet<>(schemes)));
        }
        if (source instanceof BaseSource.Web web && !AllowedHosts.of(hosts).allows(web.host())) {
            throw new InvalidInputException("spec.baseImage '%s' is on a host that this installation does not allow: %s"
                    .formatted(Excerpt.of(source.canonical()), new TreeSet<>(hosts)));
        }
    }

    private static String scheme(BaseSource source) {
        return source.canonical().substring(0, source.canonical().indexOf(':'));
    }
}
