package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.cluster.ActingProvider;
import io.elemental.seedimage.cluster.ActingUser;
import io.elemental.seedimage.cluster.RealApiServer;
import io.elemental.seedimage.cluster.builds.ActingNode;
import io.elemental.seedimage.reconcile.ActingBuilder;
import io.elemental.seedimage.reconcile.GrantedWorkshop;
import io.elemental.seedimage.registration.token.RegistrationTokens;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.Registration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** All who act in a real cluster, but for the function: people, the provider, and the builders of one namespace. */
final class RealCluster {

    final ActingUser user;
    final ActingProvider provider;
    final ActingNode node;
    final ActingBuilder builder;

    /** @param namespace of the Jobs */
    RealCluster(RealApiServer server, String namespace) {
        user = new ActingUser(server.client());
        provider = new ActingProvider(server.client());
        node = new ActingNode(server.client(), namespace);
        builder = new ActingBuilder(new GrantedWorkshop(node));
    }

    void create(ResourceRef seedImage, String registration, String baseImage) {
        user.create(
                seedImage,
                Map.of("registrationRef", Map.of("name", registration), "baseImage", baseImage, "delivery", "Proxy"));
    }

    /** Does the work of the one build that there is, and returns its name. */
    String build() {
        var build = node.builds().getFirst();
        builder.prepare(build);
        return build;
    }

    SeedImageState state(ResourceRef seedImage) {
        return user.status(seedImage).orElseThrow().state();
    }

    /** Registers, or registers anew, with a token that this key signed. */
    void register(ResourceRef registration, String key) {
        register(registration, true, key, Optional.of(key));
    }

    /** @param signer of the token; empty: there is none */
    void register(ResourceRef registration, boolean ready, String signer, Optional<String> key) {
        var uri = "https://seeds.example/elemental/v1/namespaces/%s/registrations/%s"
                .formatted(registration.namespace(), registration.name());
        var token = signer.isEmpty() ? "" : RegistrationTokens.sign(signer, uri, null, Instant.now());
        provider.put(new Registration(
                registration, "uid", ready, uri, null, token, null, Map.of("useSystemCertPool", true), key));
    }
}
