package io.elemental.seedimage.rules;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which sources of bases an installation allows.
 *
 * @param schemes of {http, https, oci, s3}
 * @param hosts "mirror.example", or "*.example" for all below it; none: every host
 */
public record AllowedSources(Set<String> schemes, Set<String> hosts) {

    /** Every source that is understood. */
    public static final AllowedSources ALL = new AllowedSources(Set.of("http", "https", "oci", "s3"), Set.of());

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
        if (host(source).filter(host -> !AllowedHosts.of(hosts).allows(host)).isPresent()) {
            throw new InvalidInputException("spec.baseImage '%s' is on a host that this installation does not allow: %s"
                    .formatted(Excerpt.of(source.canonical()), new TreeSet<>(hosts)));
        }
    }

    private static Optional<String> host(BaseSource source) {
        return switch (source) {
            case BaseSource.Web web -> Optional.of(web.host());
            case BaseSource.Image(var reference) -> Optional.of(reference.hostName());
            case BaseSource.Uploaded _ -> Optional.empty();
        };
    }

    private static String scheme(BaseSource source) {
        return source.canonical().substring(0, source.canonical().indexOf(':'));
    }
}
