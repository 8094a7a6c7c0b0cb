package io.elemental.seedimage.builder.registry;

import io.elemental.seedimage.rules.ImageReference;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where credentials for a registry may go: to its own host, and to hosts that are known to belong to it, in TLS alone.
 *
 * @param known hosts of realms by that of their registry, with its port or without
 */
record Realms(Map<String, List<String>> known) {

    private static final String DOCKER_HUB = "auth.docker.io";

    /** Whether a realm may have the credentials of an endpoint. */
    boolean mayHaveCredentials(Endpoint endpoint, URI realm) {
        return "https".equals(realm.getScheme()) && isOf(endpoint, realm);
    }

    /** Whether a realm's host is the endpoint's own, or is known to be of it. */
    boolean isOf(Endpoint endpoint, URI realm) {
        var host = String.valueOf(realm.getHost()).toLowerCase(Locale.ROOT);
        return host.equals(endpoint.hostName())
                || (endpoint.name().equals(ImageReference.DOCKER_HUB) && host.equals(DOCKER_HUB))
                || known.getOrDefault(endpoint.name(), List.of()).contains(host)
                || known.getOrDefault(endpoint.hostName(), List.of()).contains(host);
    }
}
