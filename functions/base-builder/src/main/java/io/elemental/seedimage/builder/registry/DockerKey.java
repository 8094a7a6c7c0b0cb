package io.elemental.seedimage.builder.registry;

import io.elemental.seedimage.rules.ImageReference;
import java.util.Locale;

/** What an entry of a Docker configuration is for, which is written in many ways. */
final class DockerKey {

    private DockerKey() {}

    /**
     * "https://index.docker.io/v1/", "registry.example:5000", "https://registry.example/v2/", "registry.example/team".
     */
    static String plain(String key) {
        var host = key.replaceFirst("^(?i:https?)://", "")
                .replaceFirst("/(v[12]/?)?$", "")
                .replaceFirst("/v[12]$", "");
        var slash = host.indexOf('/');
        var name = (slash < 0 ? host : host.substring(0, slash)).toLowerCase(Locale.ROOT);
        var path = slash < 0 ? "" : host.substring(slash);
        return (name.equals("index.docker.io") || name.equals("registry-1.docker.io")
                        ? ImageReference.DOCKER_HUB
                        : name)
                + path;
    }
}
